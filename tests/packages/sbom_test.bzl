"""sbom_test: the SPDX document of what ships, against the files and the locks."""

load("@rules_rust//rust:defs.bzl", "rust_test")

_CARGO_LOCK = "//thirdparty:Cargo.lock"
_STD_LOCK = "//thirdparty/debian:rust_std.lock.json"

def sbom_test(name, row, sbom):
    """Declares the test for one row.

    Args:
      name: the test's name.
      row: one of :rows.bzl.
      sbom: the pgrx_sbom.
    """
    rust_test(
        name = name,
        size = "small",
        srcs = ["sbom.rs"],
        data = [_CARGO_LOCK, _STD_LOCK, row.extension, sbom],
        edition = "2021",
        env = {
            "SBOM": "$(rootpath {})".format(sbom),
            "SBOM_ARCHITECTURE": row.arch.debian,
            "SBOM_CARGO_LOCK": "$(rootpath {})".format(_CARGO_LOCK),
            "SBOM_EXTENSION_FILES": "$(rootpaths {})".format(row.extension),
            "SBOM_STD_LOCK": "$(rootpath {})".format(_STD_LOCK),
        },
        tags = row.tags,
        deps = [
            "@crates//:data-encoding",
            "@crates//:serde_json",
            "@crates//:sha1",
            "@crates//:sha2",
        ],
    )
