"""`mounted_<cpu>_test`: an extension's image, pulled from a registry, beside a PostgreSQL without it."""

load("@rules_rust//rust:defs.bzl", "rust_test")
load("//build:defs.bzl", "pgrx_platforms")
load("//platforms:arches.bzl", "ARCHES")

def declare_mounted_tests(major):
    """Declares the test of each platform of //images/sketches; natively or emulated.

    That of the first CPU is in every run, the others with --config=full: container_<cpu>_test pulls
    and runs an image of another CPU already, sql_<cpu>_test the extension.

    Args:
      major: the PostgreSQL that the image is for.
    """
    for platform in pgrx_platforms(major):
        mounted_test(
            name = "mounted_{}_test".format(platform.cpu),
            expected = "//src/extensions/sketches:expected",
            extension = "sketches",
            index = "//images/sketches:all" if platform.tags else "//images/sketches",
            platform = platform,
            sql = "//src/extensions/sketches:sql",
        )

def mounted_test(name, platform, index, extension, sql, expected, library = None):
    """Declares the test of one platform.

    Args:
      name: the test's name.
      platform: one of pgrx_platforms.
      index: the index of images, pushed before one of them is pulled.
      extension: what follows CREATE EXTENSION.
      sql: label of the SQL that is run.
      expected: label of its output.
      library: the library's file without `.so`, if it is not called like the extension.
    """
    files = {
        "CRANE": ":tool_crane",
        "INDEX": index,
        "OCI_PUSH": "//src/tools/oci_push",
        "ORAS": "//src/tools/oci_push:client",
        "REGISTRY": ":tool_registry",
        "SERVER": "//build/postgres:server_{}_{}".format(platform.major, platform.cpu),
    }
    rust_test(
        name = name,
        size = "large",
        srcs = native.glob(["mounted/*.rs"]) + [
            "container/image.rs",
            "registry/server.rs",
            "registry/tools.rs",
        ],
        crate_root = "mounted/main.rs",
        data = files.values() + [expected, sql],
        env = {variable: "$(rootpath {})".format(target) for variable, target in files.items()} | {
            "EXPECTED": "$(rootpaths {})".format(expected),
            "LIBRARY": library or extension,
            "NAME": extension,
            "PLATFORM": platform.oci,
            "SQL": "$(rootpaths {})".format(sql),
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
