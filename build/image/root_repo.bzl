"""`@image_root_<major>_<cpu>`: what an image of a PostgreSQL server holds of Debian.

    :tree                the files
    :packages.lock.json  the packages that they are of

The packages of `pg_server_<major>` and `image_<suite>`, with their licences and control
files; without what only matters to people at a terminal or to compilers. Accounts and
empty folders are not Debian's here: see //images/postgres.
"""

load("//build/debian:root.bzl", "ROOT_LOCK", "fetch_root")

visibility(["//build/private/..."])

ERROR_SAMPLE = """\
{path} has no line `{line}`, so images could not be told to listen to all addresses.
PostgreSQL has changed its sample: adapt build/image/root_repo.bzl to it."""

# As PostgreSQL writes it, and as containers need it: published ports lead to an address
# that is not the loopback's. `initdb` copies the sample into each new database.
_LOCAL = "#listen_addresses = 'localhost'"
_ALL = "listen_addresses = '*'"

# The image's own, and that of the official image, whose databases are to start here, too.
_LOCALES = ["C.utf8", "en_US.utf8"]

def _image_root_repo_impl(rctx):
    major = rctx.attr.major
    root = fetch_root(rctx, rctx.attr.locks, rctx.attr.debian_arch, locales = _LOCALES, unwanted = [
        "boot",
        "etc/init.d",
        "etc/update-motd.d",
        # llvmjit without libllvm is an error at the first query that is slow enough.
        "usr/lib/postgresql/{}/lib/bitcode".format(major),
        "usr/lib/postgresql/{}/lib/llvmjit.so".format(major),
        "usr/lib/postgresql/{}/lib/llvmjit_types.bc".format(major),
        "usr/lib/postgresql/{}/lib/pgxs".format(major),
        "usr/games",
        "usr/include",
        "usr/lib/*/cmake",
        "usr/lib/*/pkgconfig",
        "usr/share/gcc",
        "usr/share/gdb",
        "usr/share/lintian",
        "usr/share/locale",
        "usr/share/man",
        "usr/share/menu",
        "usr/share/postgresql/{}/man".format(major),
        "usr/src",
        # Points at the machine's /etc/localtime: Bazel refuses dangling links.
        "usr/share/zoneinfo/localtime",
        "var",
    ])
    _keep_licences(rctx, rctx.path(root + "/usr/share/doc").realpath)
    sample = "{}/usr/share/postgresql/{}/postgresql.conf.sample".format(root, major)
    text = rctx.read(sample)
    if "\n" + _LOCAL not in text:
        fail(ERROR_SAMPLE.format(path = sample, line = _LOCAL))
    rctx.file(sample, text.replace("\n" + _LOCAL, "\n" + _ALL), executable = False, legacy_utf8 = False)
    rctx.file("BUILD.bazel", _BUILD.format(lock = ROOT_LOCK, root = root))

def _keep_licences(rctx, doc):
    """Of each package's documentation, the licence; a link is another package's folder."""
    for package in doc.readdir():
        if package.realpath != package:
            continue
        for entry in package.readdir():
            if entry.basename != "copyright":
                rctx.delete(entry)

_BUILD = """
package(default_visibility = ["//visibility:public"])

exports_files(["{lock}"])

# One directory label instead of some 3,000 files.
filegroup(
    name = "tree",
    srcs = ["{root}"],
)
"""

image_root_repo = repository_rule(
    implementation = _image_root_repo_impl,
    doc = "Unpacks what an image of one (PostgreSQL major, architecture) holds of Debian.",
    attrs = {
        "debian_arch": attr.string(mandatory = True),
        "locks": attr.label_list(mandatory = True),
        "major": attr.string(mandatory = True),
    },
)
