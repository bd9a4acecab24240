"""built_again_test: what ships, built by another Bazel in another folder, perhaps on another machine."""

load("@rules_rust//rust:defs.bzl", "rust_test")
load("//platforms:postgres.bzl", "DEFAULT_MAJOR")
load("//tests/nested:environment.bzl", "NESTED_ENVIRONMENT")

_MACHINE = "//src/tools/pg_harness:target_machine"

# Where the rules are that make packages, images and lists of what was compiled.
_PACKING = ["build/package", "build/image", "src/tools/digests"]

def built_again_test(name, list = ":shipped", host = None, only_packing = False, tags = []):
    """Declares the test.

    Args:
      name: of the test.
      list: the digest_list that is built again.
      host: CPU that all programs of the build run on, emulated; None for this machine's.
      only_packing: whether `host` runs the programs that pack alone; what they pack is compiled
        on this machine, in a fraction of the time.
      tags: further tags; with a `host` the test is manual.
    """
    data, env = [], {}
    if host:
        server = "//build/postgres:server_{}_{}".format(DEFAULT_MAJOR, host)
        data = [_MACHINE, server]
        env = {
            "FLAGS": _flags("//platforms:exec_" + host, only_packing),
            "SERVER": "$(rootpath {})".format(server),
            "TARGET_MACHINE": "$(rootpath {})".format(_MACHINE),
        }
        if only_packing:
            env |= {"PACKING_CPU": host, "PACKING_RULES": " ".join(_PACKING)}
        tags = tags + ["manual"]
    rust_test(
        name = name,
        timeout = "eternal" if host else "long",
        srcs = ["built_again_test.rs"],
        crate_root = "built_again_test.rs",
        data = data + [list, "//:MODULE.bazel"],
        edition = "2021",
        env = env | {"LIST": "$(rootpath {})".format(list), "TARGET": str(native.package_relative_label(list))},
        env_inherit = NESTED_ENVIRONMENT + ["BUILT_AGAIN_FLAGS"],
        # A Bazel of its own takes all processors, and fetches what it isn't given.
        tags = ["exclusive", "local", "requires-network"] + tags,
        target_compatible_with = select({
            "@platforms//cpu:" + host: ["@platforms//:incompatible"],
            "//conditions:default": [],
        }) if host else [],
        deps = [
            "//tests/nested:nested_bazel",
            "//tests/tidy",
            "@crates//:tempfile",
        ],
    )

def _flags(platform, only_packing):
    """Flags with which what a build starts runs on a platform."""
    if only_packing:
        # What compiles runs on this machine; the copy's rules that pack name the platform.
        return ""
    return "--host_platform={0} --//platforms:execution={0}".format(platform)
