"""sbom_test: the SPDX document of what ships, against the files and the locks."""

load("@rules_rust//rust:defs.bzl", "rust_test")
load("//platforms:glibc.bzl", "default_floor")

_CARGO_LOCK = "//src/extensions/sketches:Cargo.lock"

# Where a row's `std` comes from.
_STD_LOCKS = {
    "package": "//thirdparty/debian:rust_std.lock.json",
    "source": "//thirdparty/debian:rust_src.lock.json",
}

def sbom_test(name, row, sbom):
    """Declares the test for one row.

    Args:
      name: the test's name.
      row: one of :rows.bzl.
      sbom: the pgrx_sbom.
    """
    std_lock = _STD_LOCKS[row.arch.std]
    rust_test(
        name = name,
        size = "small",
        srcs = ["sbom.rs"],
        data = [_CARGO_LOCK, std_lock, row.extension, sbom],
        edition = "2021",
        env = {
            "SBOM": "$(rootpath {})".format(sbom),
            "SBOM_ARCHITECTURE": row.arch.debian,
            "SBOM_CARGO_LOCK": "$(rootpath {})".format(_CARGO_LOCK),
            "SBOM_COMMENT": "Loads with glibc {} and later.".format(default_floor(row.arch)),
            "SBOM_EXTENSION_FILES": "$(rootpaths {})".format(row.extension),
            "SBOM_STD_LOCK": "$(rootpath {})".format(std_lock),
        },
        tags = row.tags,
        deps = [
            ":minimum_elements",
            "@crates//:data-encoding",
            "@crates//:serde_json",
            "@crates//:sha1",
            "@crates//:sha2",
        ],
    )
