"""sbom_test: the SPDX document of what ships, against the files and the locks."""

load("@rules_rust//rust:defs.bzl", "rust_test")

_CARGO_LOCK = "//thirdparty:Cargo.lock"
_STD_LOCK = "//thirdparty/debian:rust_std.lock.json"

def sbom_test(name, arch, sbom, extension, tags):
    """Declares the test for one row.

    Args:
      name: the test's name.
      arch: a row of //platforms:arches.bzl.
      sbom: the pgrx_sbom.
      extension: the pgrx_release that it is about.
      tags: of the test.
    """
    rust_test(
        name = name,
        size = "small",
        srcs = ["sbom.rs"],
        data = [_CARGO_LOCK, _STD_LOCK, extension, sbom],
        edition = "2021",
        env = {
            "SBOM": "$(rootpath {})".format(sbom),
            "SBOM_ARCHITECTURE": arch.debian,
            "SBOM_CARGO_LOCK": "$(rootpath {})".format(_CARGO_LOCK),
            "SBOM_EXTENSION_FILES": "$(rootpaths {})".format(extension),
            "SBOM_STD_LOCK": "$(rootpath {})".format(_STD_LOCK),
        },
        tags = tags,
        deps = [
            "@crates//:data-encoding",
            "@crates//:serde_json",
            "@crates//:sha1",
            "@crates//:sha2",
        ],
    )
