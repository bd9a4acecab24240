"""`@<name>`: Debian packages of the user's for the servers of tests, `pgrx.server_packages`.

    <set>.lock.json, one for each PostgreSQL
      -> @<name>__<major>_<cpu>   a lock's packages for one CPU, unpacked; `:packages`
      -> @<name>                  `:<name>`, those of the platform that is built for; `:update`

Nothing is fetched but what the tests of a platform load.
"""

load("//build/debian:root.bzl", "fetch_root")
load("//build/locks:hub.bzl", "lock_hub")
load("//build/locks:locks.bzl", "read_locks", "renew_text")
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
    lock_hub(mctx, tag, Label(":packages.bzl"), "server_packages", {
        "error": chosen.error,
        "locks": [lock.text for lock in locks],
        "name": tag.name,
        "pairs": pairs,
    })

def _declare_pairs(name, lock, major, architectures):
    """{<major>_<cpu>: label of the packages} of a lock."""
    pairs = {}
    for arch in ARCHES:
        if arch.debian not in architectures:
            continue
        pair = "{}_{}".format(major, arch.cpu)
        repository = "{}__{}".format(name, pair)
        pairs[pair] = "@{}//:packages".format(repository)
        server_packages_repo(
            name = repository,
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
