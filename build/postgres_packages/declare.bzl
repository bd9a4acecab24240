"""`@<name>`: PostgreSQLs of the user's, from packages of any apt archive, `pgrx.postgres_packages`.

    <set>.lock.json
      -> @<name>__<major>_<cpu>          headers, and the server's program to compare them with
      -> @<name>__server_<major>_<cpu>   a server and what it runs on
      -> @<name>                         the toolchains of all; `:update`

What a server runs on is, where no lock has a C library, that of Debian's PostgreSQL in the same suite, or in the
oldest; less what a lock has.
Nothing is fetched but what is built for or tested in.
"""

load("//build/debian:lock.bzl", "parse_lock")
load("//build/emulation:repo.bzl", "server_repo")
load("//build/locks:hub.bzl", "lock_hub")
load("//build/locks:locks.bzl", "major_of_package", "read_locks", "renew_text")
load("//build/postgres:repo.bzl", "postgres_repo")
load("//platforms:arches.bzl", "ARCHES")
load("//platforms:postgres.bzl", "MAJORS", "RELEASES")
load(":choose.bzl", "choose_postgres", "release_of_suite")

def declare_postgres_packages(mctx, tag):
    """Declares the repositories of a tag.

    Args:
      mctx: the module extension's context.
      tag: `pgrx.postgres_packages`.
    """
    renew = renew_text(tag.name)
    locks = read_locks(mctx, tag.name, tag.locks)
    chosen = choose_postgres(tag.name, locks, MAJORS, renew)
    pairs = {}
    for (major, architecture), pair in chosen.pairs.items():
        for arch in ARCHES:
            if arch.debian == architecture:
                pairs["{}_{}".format(major, arch.cpu)] = _declare_pair(mctx, tag, locks, renew, major, arch, pair)
    lock_hub(mctx, tag, Label(":targets.bzl"), "postgres_packages", {
        "constraint_values": [str(label) for label in tag.constraint_values],
        "error": chosen.error,
        "pairs": pairs,
    })

def _declare_pair(mctx, tag, locks, renew, major, arch, pair):
    """Labels of the headers' and the server's repositories."""
    headers = "{}__{}_{}".format(tag.name, major, arch.cpu)
    server = "{}__server_{}_{}".format(tag.name, major, arch.cpu)
    releases = [release for release in RELEASES if arch.cpu not in release.lacks]
    release = release_of_suite(pair.suite, releases)
    icu = locks[pair.icu_lock].label if pair.icu_lock != None else None
    postgres_repo(
        name = headers,
        cpu = arch.cpu,
        debian_arch = arch.debian,
        icu_lock = icu or (_pinned("postgres_", release) if release else None),
        lock = locks[pair.lock].label,
        major = major,
        renew = renew,
        server_lock = locks[pair.server_lock].label,
    )
    parts = {locks[index].label: names for index, names in pair.parts.items()}
    if not pair.system:
        system = release or releases[0]
        parts[_pinned("pg_server_", system)] = _system(mctx, system, arch, parts.values())
    server_repo(
        name = server,
        debian_arch = arch.debian,
        locks = {lock: " ".join(names) for lock, names in parts.items()},
        renew = renew,
    )
    return ["@" + headers, "@" + server]

def _pinned(kind, release):
    return Label("//thirdparty/debian:{}{}.lock.json".format(kind, release.major))

def _system(mctx, release, arch, taken):
    """The packages of Debian's server that are neither PostgreSQL itself nor among the user's."""
    lock = _pinned("pg_server_", release)
    names = [pin.name for pin in parse_lock(mctx.read(lock), str(lock)).packages if pin.architecture == arch.debian]
    own = [name for names in taken for name in names]
    return [name for name in names if name not in own and not major_of_package(name)]
