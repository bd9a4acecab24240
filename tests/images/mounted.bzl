"""`mounted_<cpu>_test`: the extension's image, pulled from a registry, beside a PostgreSQL without it."""

load("@rules_rust//rust:defs.bzl", "rust_test")
load("//build:defs.bzl", "pgrx_platforms")
load("//platforms:arches.bzl", "ARCHES")

_SQL = "//src/extensions/sketches:sql"
_EXPECTED = "//src/extensions/sketches:expected"

def declare_mounted_tests(major):
    """Declares the test of each platform of //images/sketches; natively or emulated.

    That of the first CPU is in every run, the others with --config=full: container_<cpu>_test pulls
    and runs an image of another CPU already, sql_<cpu>_test the extension.

    Args:
      major: the PostgreSQL that the image is for.
    """
    for platform in pgrx_platforms(major):
        files = {
            "CRANE": ":tool_crane",
            "INDEX": "//images/sketches:all" if platform.tags else "//images/sketches",
            "OCI_PUSH": "//src/tools/oci_push",
            "REGISTRY": ":tool_registry",
            "SERVER": "//build/emulation:server_{}_{}".format(platform.major, platform.cpu),
        }
        rust_test(
            name = "mounted_{}_test".format(platform.cpu),
            size = "large",
            srcs = native.glob(["mounted/*.rs"]) + [
                "container/image.rs",
                "registry/server.rs",
                "registry/tools.rs",
            ],
            crate_root = "mounted/main.rs",
            data = files.values() + [_EXPECTED, _SQL],
            env = {name: "$(rootpath {})".format(target) for name, target in files.items()} | {
                "EXPECTED": "$(rootpaths {})".format(_EXPECTED),
                "PLATFORM": platform.oci,
                "SQL": "$(rootpaths {})".format(_SQL),
            },
            tags = [] if platform.cpu == ARCHES[0].cpu else ["full"],
            deps = [
                "//src/tools/oci:oci_lib",
                "//src/tools/pg_harness",
                "@crates//:flate2",
                "@crates//:serde_json",
                "@crates//:tar",
                "@crates//:tempfile",
            ],
        )
