"""Asks the archive what it has of a package, through the machine's own apt.

apt runs in a private folder inside the repository: neither the machine's sources
nor its installed packages count, nothing outside is written, and the archive's
signature is checked by apt itself. Its proxies and certificates do count, which
is why apt is asked and not the mirror.
"""

visibility(["//build/debian/...", "//tests/..."])

# Where distributions keep the archive's keys; the first that exists is used, but
# before all the one that DEBIAN_KEYRING names.
_KEYRINGS = [
    "/usr/share/keyrings/debian-archive-keyring.gpg",
    "/usr/share/keyrings/debian-archive-keyring.pgp",
]

_FOLDER = ".apt"

# Begins a keyring in ASCII armour.
_ARMOUR = "-----BEGIN PGP PUBLIC KEY BLOCK-----"

# apt's own downloader, of the package apt.
_HELPER = "/usr/lib/apt/apt-helper"

# As root apt would become a user that may not enter the private folder.
_DOWNLOAD_OPTIONS = ["-o", "APT::Sandbox::User=root"]

_OPTIONS = [
    "Dir::Etc::sourcelist={root}/sources.list",
    "Dir::Etc::sourceparts=/dev/null",
    "Dir::State={root}",
    "Dir::State::lists={root}/lists",
    "Dir::State::status={root}/status",
    "Dir::Cache={root}",
    "Dir::Cache::archives={root}/archives",
    "APT::Architecture={architecture}",
    "APT::Architectures={architecture}",
    "APT::Sandbox::User=root",
    # By default apt is content when the mirror cannot be reached.
    "APT::Update::Error-Mode=any",
    "Acquire::Languages=none",
    # Mirrors can lag behind the date that the suite's index is good until; its
    # signature is checked all the same.
    "Acquire::Check-Valid-Until=false",
    "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false",
]

def open_apt(rctx, lock, mirrors):
    """The machine's apt, to be asked about several packages.

    Args:
      rctx: the repository context.
      lock: the lock that the pins are of, as `read_lock` gives it.
      mirrors: addresses, by `find_mirrors`.

    Returns:
      A struct with `look_up(pin)`, which gives a struct of `packages` (every
      version that the pin's suite has of the package, as `parse_stanzas` gives
      them) and `problem` (why apt cannot say, else None); `download(address)`,
      which gives a struct of the `address` of a local copy and its `sha256`, or
      None; and `close()`.
    """
    suites = {}

    def look_up(pin):
        key = (pin.suite, pin.architecture)
        if key not in suites:
            suites[key] = _open_suite(rctx, lock, mirrors[pin.archive], pin)
        suite = suites[key]
        if suite.problem:
            return struct(packages = [], problem = suite.problem)
        shown = rctx.execute(suite.apt_cache + ["show", "--all-versions", pin.name])
        return struct(packages = parse_stanzas(shown.stdout), problem = None)

    def download(address):
        # Bazel downloads nothing over plain HTTP without knowing its hash.
        if not rctx.path(_HELPER).exists:
            return None
        rctx.file(_FOLDER + "/download/.keep", "")
        copy = rctx.path(_FOLDER + "/download/copy.deb")
        rctx.delete(copy)
        helper = rctx.execute([_HELPER] + _DOWNLOAD_OPTIONS + ["download-file", address, copy])

        # Of a connection that was cut apt leaves what had come, and fails.
        if helper.return_code or not copy.exists:
            return None
        local = "file://{}".format(copy)
        return struct(
            address = local,
            sha256 = rctx.download(local, _FOLDER + "/download/hashed.deb").sha256,
        )

    return struct(look_up = look_up, download = download, close = lambda: rctx.delete(_FOLDER))

def _keyring(rctx, lock, folder):
    """The file of the keys that may have signed the archive, and why there is none."""
    if not lock.archive:
        places = [rctx.os.environ.get("DEBIAN_KEYRING")] + _KEYRINGS
        found = [path for path in places if path and rctx.path(path).exists]
        problem = "the archive's keys are not on this machine (package debian-archive-keyring)"
        return (found[0], None) if found else (None, problem)
    keys = rctx.path("{}/{}".format(rctx.path(lock.label).dirname, lock.archive.keyring))
    if not keys.exists:
        return None, "the archive's keys are not in {}, which the lock names".format(keys)

    # apt goes by the name; and wants no space in the path.
    name = folder + ("/keyring.asc" if rctx.read(keys).startswith(_ARMOUR) else "/keyring.gpg")
    rctx.symlink(keys, name)
    return rctx.path(name), None

def _open_suite(rctx, lock, mirror, pin):
    programs = [rctx.which("apt-get"), rctx.which("apt-cache")]
    if None in programs:
        return _no("apt is not installed on this machine")
    folder = "{}/{}-{}".format(_FOLDER, pin.suite, pin.architecture)
    keyring, problem = _keyring(rctx, lock, folder)
    if problem:
        return _no(problem)
    rctx.file(folder + "/lists/partial/.keep", "")
    rctx.file(folder + "/archives/partial/.keep", "")
    rctx.file(folder + "/status", "")
    rctx.file(folder + "/sources.list", "deb [signed-by={}] {} {} {}\n".format(
        keyring,
        mirror,
        pin.suite,
        " ".join(lock.archive.components if lock.archive else ["main"]),
    ))
    options = []
    for option in _OPTIONS:
        options += ["-o", option.format(architecture = pin.architecture, root = rctx.path(folder))]
    updated = rctx.execute([programs[0]] + options + ["update"], environment = {"LC_ALL": "C"})
    complaints = [line for line in (updated.stdout + updated.stderr).splitlines() if line[:2] in ["E:", "W:"]]
    if updated.return_code or [line for line in complaints if line.startswith("E:")]:
        return _no("apt-get update failed:\n  " + "\n  ".join(complaints))
    return struct(apt_cache = [programs[1]] + options, problem = None)

def _no(problem):
    return struct(apt_cache = None, problem = problem)

def parse_stanzas(text):
    """What `apt-cache show` prints.

    Args:
      text: stanzas of `Field: value` lines.

    Returns:
      A list of structs with `version`, `path`, `size` (an int, bytes) and `sha256`.
    """
    packages = []
    for stanza in text.split("\n\n"):
        fields = {}
        for line in stanza.splitlines():
            name, colon, value = line.partition(": ")
            if colon:
                fields[name] = value.strip()
        if "Version" in fields and "Filename" in fields and "SHA256" in fields:
            packages.append(struct(
                version = fields["Version"],
                path = fields["Filename"],
                size = int(fields.get("Size", "0")),
                sha256 = fields["SHA256"],
            ))
    return packages
