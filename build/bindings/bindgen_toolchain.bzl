"""rules_rust's bindgen toolchains `<exec>_bindgen`, on the same LLVM as all else."""

load("@bindgen_rules//:defs.bzl", "BINDGEN")
load("//platforms:arches.bzl", "HOSTS")

def declare_bindgen_toolchains():
    """Declares one per host row, where bindgen is part of rules_rust."""
    for host in HOSTS if BINDGEN else []:
        name = host.cpu + "_bindgen"
        BINDGEN.toolchain(
            name = name + "_impl",
            bindgen = BINDGEN.program,
            clang = "@pinned//toolchain_{}:bin/clang".format(host.cpu),
            default_rustfmt = False,
            libclang = "@pinned//toolchain_{}:libclang".format(host.cpu),
            # Built through what resolves to it: `//...` would fetch the programs of every host.
            tags = ["manual"],
            visibility = ["//visibility:public"],
        )
        native.toolchain(
            name = name,
            exec_compatible_with = ["@platforms//os:linux", "@platforms//cpu:" + host.cpu, "//platforms:pinned"],
            target_compatible_with = ["//platforms:pinned"],
            toolchain = ":{}_impl".format(name),
            toolchain_type = BINDGEN.toolchain_type,
        )
