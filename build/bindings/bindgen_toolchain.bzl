"""rules_rust's bindgen toolchains `<exec>_bindgen`, on the same LLVM as all else."""

load("@rules_rust//bindgen:defs.bzl", "rust_bindgen_toolchain")
load("//platforms:arches.bzl", "HOSTS")

def declare_bindgen_toolchains():
    """Declares one per host row."""
    for host in HOSTS:
        name = host.cpu + "_bindgen"
        rust_bindgen_toolchain(
            name = name + "_impl",
            bindgen = "@rules_rust//bindgen/3rdparty:bindgen",
            clang = "@pinned//toolchain_{}:bin/clang".format(host.cpu),
            default_rustfmt = False,
            libclang = "@pinned//toolchain_{}:libclang".format(host.cpu),
            # Built through what resolves to it: `//...` would fetch the programs of every host.
            tags = ["manual"],
        )
        native.toolchain(
            name = name,
            exec_compatible_with = ["@platforms//os:linux", "@platforms//cpu:" + host.cpu, "//platforms:pinned"],
            target_compatible_with = ["//platforms:pinned"],
            toolchain = ":{}_impl".format(name),
            toolchain_type = "@rules_rust//bindgen:toolchain_type",
        )
