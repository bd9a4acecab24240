"""deb_test: a Debian package of what ships, read and installed by Debian's own dpkg."""

load("@rules_rust//rust:defs.bzl", "rust_test")
load("//platforms:arches.bzl", "HOSTS")

def deb_test(name, row, deb, extension = "sketches", main = "main"):
    """Declares the test for one row.

    Args:
      name: the test's name.
      row: one of :rows.bzl.
      deb: the pgrx_deb.
      extension: what is packed.
      main: the file of deb/ that says what is asked.
    """
    lock = "//thirdparty/debian:pg_server_{}.lock.json".format(row.major)
    rust_test(
        name = name,
        size = "small",
        srcs = native.glob(["deb/*.rs"]),
        crate_root = "deb/{}.rs".format(main),
        data = [
            deb,
            row.extension,
            lock,
            ":dpkg",
        ],
        edition = "2021",
        env = {
            "DEB": "$(rootpath {})".format(deb),
            "DEB_ARCHITECTURE": row.arch.debian,
            "DEB_EXTENSION": extension,
            "DEB_EXTENSION_FILES": "$(rootpaths {})".format(row.extension),
            "DEB_LOADER": row.arch.loader,
            "DEB_LOCK": "$(rootpath {})".format(lock),
            "DEB_MAJOR": row.major,
            "DPKG_ROOT_FOLDER": "$(rootpath :dpkg)",
        },
        # dpkg gives files to root, which an ordinary user has only as another name of itself.
        tags = row.tags + ["requires-fakeroot"],
        deps = [
            "@crates//:flate2",
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
