"""`@<name>`: Debian packages of the user's for the servers of tests, `pgrx.server_packages`.

    <set>.lock.json, one for each PostgreSQL
      -> @<name>__<major>_<cpu>   a lock's packages for one CPU, unpacked; `:packages`
      -> @<name>                  `:<name>`, those of the platform that is built for; `:update`

Nothing is fetched but what the tests of a platform load.
"""

load("//build/debian:root.bzl", "fetch_root")
load("//build/locks:locks.bzl", "folder_of", "read_locks", "renew_text", "sets_of")
load("//platforms:arches.bzl", "ARCHES")
load(":choose.bzl", "choose_locks")

def declare_server_packages(mctx, tag):
    """Declares the repositories of a tag.

    Args:
      mctx: the module extension's context.
      tag: `pgrx.server_packages`.
    """
    locks = read_locks(mctx, tag.name, tag.locks)
    chosen = choose_locks(tag.name, locks)
    pairs = {}
    for major, index in chosen.by_major.items():
        pairs |= _declare_pairs(tag.name, tag.locks[index], major, {pin.architecture: True for pin in locks[index].pins})
    server_packages_hub_repo(
        name = tag.name,
        error = chosen.error,
        folder = folder_of(mctx, tag.locks),
        locks = [lock.text for lock in locks],
        packages = tag.name,
        pairs = pairs,
        sets = sets_of(tag.locks),
    )

def _declare_pairs(name, lock, major, architectures):
    """{<major>_<cpu>: repository} of a lock."""
    pairs = {}
    for arch in ARCHES:
        if arch.debian not in architectures:
            continue
        pair = "{}_{}".format(major, arch.cpu)
        pairs[pair] = "{}__{}".format(name, pair)
        server_packages_repo(
            name = pairs[pair],
            debian_arch = arch.debian,
            lock = lock,
            major = major,
            renew = renew_text(name),
        )
    return pairs

def _server_packages_repo_impl(rctx):
    major = rctx.attr.major
    share = "usr/share/postgresql/{}/extension".format(major)
    extensions = {}

    def note(package, root):
        folder = rctx.path("{}/{}".format(root, share))
        for file in folder.readdir() if folder.exists else []:
            if file.basename.endswith(".control"):
                extensions.setdefault(file.basename.removesuffix(".control"), package)

    root = fetch_root(rctx, [rctx.attr.lock], rctx.attr.debian_arch, unpacked = note, unwanted = [
        # For llvmjit, which the servers of tests don't have.
        "usr/lib/postgresql/{}/lib/bitcode".format(major),
        "usr/share/doc",
        "usr/share/lintian",
        "usr/share/locale",
        "usr/share/man",
        "var",
    ])
    rctx.file("BUILD.bazel", _PACKAGES.format(
        extensions = repr(extensions),
        root = root,
        rules = Label(":packages.bzl"),
    ))

_PACKAGES = """
load("{rules}", "unpacked_packages")

unpacked_packages(
    name = "packages",
    extensions = {extensions},
    root = "{root}",
    visibility = ["//visibility:public"],
)
"""

server_packages_repo = repository_rule(
    implementation = _server_packages_repo_impl,
    doc = "Unpacks the packages of a lock for one CPU.",
    attrs = {
        "debian_arch": attr.string(mandatory = True),
        "lock": attr.label(mandatory = True),
        "major": attr.string(mandatory = True),
        "renew": attr.string(mandatory = True, doc = "The command that renews the lock."),
    },
)

def _server_packages_hub_repo_impl(rctx):
    rctx.file("BUILD.bazel", _HUB.format(
        error = repr(rctx.attr.error),
        folder = repr(rctx.attr.folder),
        locks = repr(rctx.attr.locks),
        name = rctx.attr.packages,
        pairs = repr({pair: "@{}//:packages".format(repository) for pair, repository in rctx.attr.pairs.items()}),
        rules = Label(":packages.bzl"),
        sets = repr(rctx.attr.sets),
    ))

_HUB = """
load("{rules}", "server_packages")

server_packages(
    name = "{name}",
    error = {error},
    folder = {folder},
    locks = {locks},
    pairs = {pairs},
    sets = {sets},
)
"""

server_packages_hub_repo = repository_rule(
    implementation = _server_packages_hub_repo_impl,
    doc = "Names the packages of each platform, and what renews their locks.",
    attrs = {
        "error": attr.string(doc = "What is wrong with the locks."),
        "folder": attr.string(mandatory = True, doc = "Folder of the locks, on this machine."),
        "locks": attr.string_list(doc = "The locks, as users call them."),
        "packages": attr.string(mandatory = True, doc = "The tag's name."),
        "pairs": attr.string_dict(doc = "{<major>_<cpu>: repository}."),
        "sets": attr.string_list(mandatory = True, doc = "Names of the locks' sets."),
    },
)
