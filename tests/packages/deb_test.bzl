"""deb_test: a Debian package of what ships, read and installed by Debian's own dpkg."""

load("@rules_rust//rust:defs.bzl", "rust_test")
load("//platforms:arches.bzl", "HOSTS")

def deb_test(name, arch, major, deb, extension, tags):
    """Declares the test for one row.

    Args:
      name: the test's name.
      arch: a row of //platforms:arches.bzl.
      major: PostgreSQL's major version, a string.
      deb: the pgrx_deb.
      extension: the pgrx_release that it packs.
      tags: of the test.
    """
    lock = "//thirdparty/debian:pg_server_{}.lock.json".format(major)
    rust_test(
        name = name,
        size = "small",
        srcs = native.glob(["deb/*.rs"]),
        crate_root = "deb/main.rs",
        data = [
            deb,
            extension,
            lock,
            ":dpkg",
        ],
        edition = "2021",
        env = {
            "DEB": "$(rootpath {})".format(deb),
            "DEB_ARCHITECTURE": arch.debian,
            "DEB_EXTENSION_FILES": "$(rootpaths {})".format(extension),
            "DEB_LOADER": arch.loader,
            "DEB_LOCK": "$(rootpath {})".format(lock),
            "DEB_MAJOR": major,
            "DPKG_ROOT_FOLDER": "$(rootpath :dpkg)",
        },
        tags = tags,
        deps = [
            "@crates//:serde_json",
            "@crates//:tempfile",
        ],
    )

def declare_dpkg():
    """Declares `:dpkg`, the one that runs on the machine that tests run on."""
    native.alias(
        name = "dpkg",
        actual = select({
            "@platforms//cpu:" + host.cpu: "@pinned//dpkg_{}:dpkg".format(host.cpu)
            for host in HOSTS
        }),
    )
