"""`container_<cpu>_test`: the complete image, pulled from a registry and run as a container would."""

load("@rules_rust//rust:defs.bzl", "rust_test")
load("//build:defs.bzl", "pgrx_image_index", "pgrx_platforms")
load("//platforms:arches.bzl", "HOSTS", "arch_of")
load("//platforms:postgres.bzl", "DEFAULT_MAJOR", "contrast_tags")

def declare_container_tests(majors):
    """Declares the test of each platform of //images/postgres; natively or emulated.

    Args:
      majors: of PostgreSQL, strings.
    """
    for major in majors:
        for platform in pgrx_platforms(major):
            tags = contrast_tags(arch_of(platform.cpu)) if major == DEFAULT_MAJOR else platform.tags
            _declare(platform, _index(platform, tags), tags)

def _index(platform, tags):
    """The index that has the platform's image; one of its own where the ready one costs too much."""
    if tags == platform.tags:
        return "//images/postgres:{}{}".format("all" if tags else "postgres", platform.suffix)
    name = "postgres_{}{}".format(platform.cpu, platform.suffix)
    pgrx_image_index(
        name = name,
        image = "//images/postgres:image" + platform.suffix,
        platforms = [platform.label],
        tags = ["manual"],
    )
    return ":" + name

def _declare(platform, index, tags):
    files = {
        "CRANE": ":tool_crane",
        "INDEX": index,
        "IN_IMAGE": ":in_image",
        "OCI_PUSH": "//src/tools/oci_push",
        "ORAS": "//src/tools/oci_push:client",
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
        name = "container_{}{}_test".format(platform.cpu, platform.suffix),
        size = "large",
        srcs = native.glob(
            ["container/*.rs"],
            exclude = ["container/in_image.rs"],
        ) + [
            "registry/server.rs",
            "registry/tools.rs",
        ],
        # All on the machine's CPU, the main case on others.
        args = select({
            "@platforms//cpu:" + cpu: [] if cpu == platform.cpu else ["the_pulled_image"]
            for cpu in emulators
        }),
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
