"""C/C++ toolchains `<exec>_to_<cpu>_<suite>`, one per (host row, architecture row, suite row)."""

load("//platforms:arches.bzl", "ARCHES", "HOSTS")
load("//platforms:postgres.bzl", "EXEC_SUITE", "SUITES")
load(":config.bzl", "cc_toolchain_config")

def declare_cc_toolchains():
    """Declares all of them; see README.md for what may not be in one."""
    for host in HOSTS:
        for suite in SUITES:
            for arch in ARCHES:
                if suite.name != EXEC_SUITE or arch.host:
                    _declare(host, suite, arch)

def _declare(host, suite, arch):
    name = "{}_to_{}_{}".format(host.cpu, arch.cpu, suite.name)
    programs = "@toolchain_{}//:".format(host.cpu)
    sysroot = "@sysroot_{}_{}//:".format(suite.name, arch.cpu)
    cc_toolchain_config(
        name = name + "_config",
        ar = programs + "bin/llvm-ar",
        clang = programs + "bin/clang",
        cpu = arch.cpu,
        objcopy = programs + "bin/llvm-objcopy",
        strip = programs + "bin/llvm-strip",
        sysroot = sysroot + "link",
        tuple = arch.tuple,
    )
    native.filegroup(
        name = name + "_compile",
        srcs = [programs + "compiler", sysroot + "headers"],
    )
    native.filegroup(
        name = name + "_link",
        srcs = [programs + "linker", sysroot + "link"],
    )
    native.filegroup(
        name = name + "_all",
        srcs = [":{}_compile".format(name), ":{}_link".format(name), programs + "binutils"],
    )
    native.cc_toolchain(
        name = name + "_cc",
        all_files = ":{}_all".format(name),
        ar_files = programs + "binutils",
        as_files = ":{}_compile".format(name),
        compiler_files = ":{}_compile".format(name),
        dwp_files = programs + "binutils",
        linker_files = ":{}_link".format(name),
        objcopy_files = programs + "binutils",
        strip_files = programs + "binutils",
        supports_param_files = True,
        toolchain_config = ":{}_config".format(name),
    )
    native.toolchain(
        name = name,
        exec_compatible_with = [
            "@platforms//os:linux",
            "@platforms//cpu:" + host.cpu,
        ],
        target_compatible_with = [
            "@platforms//os:linux",
            "@platforms//cpu:" + arch.cpu,
            "//platforms:suite_" + suite.name,
        ],
        toolchain = ":{}_cc".format(name),
        toolchain_type = "@bazel_tools//tools/cpp:toolchain_type",
    )
