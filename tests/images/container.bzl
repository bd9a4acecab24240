"""`container_<cpu>_test`: the complete image, pulled from a registry and run as a container would."""

load("@rules_rust//rust:defs.bzl", "rust_test")
load("//build:defs.bzl", "pgrx_image_index", "pgrx_platforms")
load("//platforms:arches.bzl", "HOSTS", "arch_of")
load("//platforms:postgres.bzl", "DEFAULT_MAJOR")

def declare_container_tests(suffixes):
    """Declares the test of each platform of //images/postgres; natively or emulated.

    Args:
      suffixes: {PostgreSQL major: suffix of the image's names there}.
    """
    for major, suffix in suffixes.items():
        for platform in pgrx_platforms(major):
            if _is_one_more(platform):
                _declare_one_more(platform, suffix)
            else:
                index = "//images/postgres:{}{}".format("all" if platform.tags else "postgres", suffix)
                _declare(platform, suffix, index, platform.tags)

def _is_one_more(platform):
    """Whether it is in every run though nobody builds on it: it differs most, by its byte order."""
    return platform.major == DEFAULT_MAJOR and arch_of(platform.cpu).endian == "big"

def _declare_one_more(platform, suffix):
    index = "postgres_" + platform.cpu
    pgrx_image_index(
        name = index,
        image = "//images/postgres:image" + suffix,
        platforms = [platform.label],
        tags = ["manual"],
    )
    _declare(platform, suffix, ":" + index, [])

def _declare(platform, suffix, index, tags):
    files = {
        "CRANE": ":tool_crane",
        "INDEX": index,
        "IN_IMAGE": ":in_image",
        "OCI_PUSH": "//src/tools/oci_push",
        "REGISTRY": ":tool_registry",
    }
    env = {name: "$(rootpath {})".format(target) for name, target in files.items()} | {
        "PLATFORM": platform.oci,
    }
    emulators = {
        host.cpu: None if host.cpu == platform.cpu else "@pinned//qemu_{}:bin/qemu-{}".format(host.cpu, arch_of(platform.cpu).qemu)
        for host in HOSTS
    }
    rust_test(
        name = "container_{}{}_test".format(platform.cpu, suffix),
        size = "large",
        srcs = native.glob(
            ["container/*.rs"],
            exclude = ["container/in_image.rs"],
        ) + [
            "registry/server.rs",
            "registry/tools.rs",
        ],
        crate_root = "container/main.rs",
        data = files.values() + select({
            "@platforms//cpu:" + cpu: [emulator] if emulator else []
            for cpu, emulator in emulators.items()
        }),
        env = select({
            "@platforms//cpu:" + cpu: env | ({"EMULATOR": "$(rootpath {})".format(emulator)} if emulator else {})
            for cpu, emulator in emulators.items()
        }),
        tags = tags,
        deps = [
            "//src/tools/oci:oci_lib",
            "@crates//:flate2",
            "@crates//:rustix",
            "@crates//:serde_json",
            "@crates//:tar",
            "@crates//:tempfile",
        ],
    )
