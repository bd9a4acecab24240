"""Which packages of which lock make up each PostgreSQL of a `pgrx.postgres_packages`."""

load("//build/locks:locks.bzl", "major_of_package")

ERROR_NO_POSTGRES_PACKAGES = """\
@{name}: {locks} has no package postgresql-<major>.
To mend it: name postgresql-<major>, postgresql-client-<major> and postgresql-server-dev-<major> in `packages` of a set, \
and run: {renew}"""

ERROR_PACKAGE_LACKS = """\
@{name}: of PostgreSQL {major} for {architecture}, {locks} has {found}, but not {lacks}.
To mend it: add {lacks} to `packages` of its set, and run: {renew}"""

ERROR_MAJOR_UNKNOWN = """\
@{name}: {locks} has packages of PostgreSQL {major}, of which pgrx has no bindings; it has those of {known}.
To mend it: take them out of `packages` of the set, and run: {renew}"""

# What a PostgreSQL is made of: to start, to be asked, to be built for.
_NEEDED = ["postgresql-{}", "postgresql-client-{}", "postgresql-server-dev-{}"]

# Who has it has listed the system that a server runs on.
_SYSTEM = "libc6"

def choose_postgres(name, locks, majors, renew):
    """Which packages make up each PostgreSQL.

    Args:
      name: of the tag.
      locks: list of structs: `text`, what the user calls the lock, `pins`, and `error`.
      majors: the major versions that there may be.
      renew: the command that renews the locks.

    Returns:
      A struct of `error`, a text or "", and `pairs`, {(major, Debian architecture): struct}: `lock`,
      `server_lock` and `icu_lock`, the indices of the locks with the headers, the program and ICU's
      headers (the last may be None); `suite`, that of the server; `parts`, {index of a lock: names of its
      packages that the server is made of}; `system`, whether its C library is among them.
    """
    files = " or ".join([lock.text for lock in locks])
    for lock in locks:
        if lock.error:
            return _no(lock.error)
    by_pair = {}
    for lock in locks:
        for pin in lock.pins:
            if major_of_package(pin.name):
                by_pair[(major_of_package(pin.name), pin.architecture)] = True
    if not by_pair:
        return _no(ERROR_NO_POSTGRES_PACKAGES.format(locks = files, name = name, renew = renew))
    pairs = {}
    for major, architecture in sorted(by_pair):
        facts = dict(architecture = architecture, locks = files, major = major, name = name, renew = renew)
        if major not in majors:
            return _no(ERROR_MAJOR_UNKNOWN.format(known = ", ".join(majors), **facts))
        found = _packages(locks, major, architecture)
        needed = [package.format(major) for package in _NEEDED]
        lacks = [package for package in needed if package not in found]
        if lacks:
            has = [package for package in needed if package in found] or sorted(found)[:1]
            return _no(ERROR_PACKAGE_LACKS.format(found = " and ".join(has), lacks = " and ".join(lacks), **facts))
        pairs[(major, architecture)] = _pair(found, *needed)
    return struct(error = "", pairs = pairs)

def _packages(locks, major, architecture):
    """{name: (index of a lock, pin)} of what is not for another PostgreSQL; of two locks, the first."""
    found = {}
    for index, lock in enumerate(locks):
        for pin in lock.pins:
            if pin.architecture == architecture and major_of_package(pin.name) in ("", major):
                found.setdefault(pin.name, (index, pin))
    return found

def _pair(found, server, _client, headers):
    parts = {}
    for package, (index, _) in found.items():
        if package not in [headers, "libicu-dev"]:
            parts.setdefault(index, []).append(package)
    return struct(
        icu_lock = found["libicu-dev"][0] if "libicu-dev" in found else None,
        lock = found[headers][0],
        parts = parts,
        server_lock = found[server][0],
        suite = found[server][1].suite,
        system = _SYSTEM in found,
    )

def release_of_suite(suite, releases):
    """Debian's PostgreSQL whose system is that of a suite.

    Args:
      suite: such as "bookworm", or "bookworm-pgdg".
      releases: rows of //platforms:postgres.bzl that there are for the CPU.

    Returns:
      The first row of that suite, or None.
    """
    for release in releases:
        if suite == release.suite or suite.startswith(release.suite + "-"):
            return release
    return None

def _no(error):
    return struct(error = error, pairs = {})
