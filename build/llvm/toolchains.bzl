"""C/C++ toolchains `<exec>_to_<cpu>_<suite>[_static]`, per (host row, architecture row, suite row).

A `_static` one differs in what the linker may read: libc's archives too.
"""

load("@rules_cc//cc:defs.bzl", "cc_toolchain")
load("//platforms:arches.bzl", "HOSTS")
load("//platforms:levels.bzl", "by_level")
load("//platforms:postgres.bzl", "sysroots")
load(":config.bzl", "cc_toolchain_config")

# Built through what resolves to them: `//...` would fetch the packages of every row.
_ON_DEMAND = ["manual"]

def declare_cc_toolchains():
    """Declares all of them; see README.md for what may not be in one."""
    for host in HOSTS:
        for suite, arch in sysroots():
            _declare(host, suite, arch, "dynamic")
            _declare(host, suite, arch, "static")

def _declare(host, suite, arch, linkage):
    static = linkage == "static"
    name = "{}_to_{}_{}".format(host.cpu, arch.cpu, suite.name) + ("_static" if static else "")
    programs = "@pinned//toolchain_{}:".format(host.cpu)
    sysroot = "@pinned//sysroot_{}_{}:".format(suite.name, arch.cpu)
    cc_toolchain_config(
        name = name + "_config",
        tags = _ON_DEMAND,
        ar = programs + "bin/llvm-ar",
        clang = programs + "bin/clang",
        cpu = arch.cpu,
        level_flags = by_level(arch.cpu, lambda level: level.clang, []),
        objcopy = programs + "bin/llvm-objcopy",
        strip = programs + "bin/llvm-strip",
        sysroot = sysroot + "link",
        tuple = arch.tuple,
    )
    native.filegroup(
        name = name + "_compile",
        tags = _ON_DEMAND,
        srcs = [programs + "compiler", sysroot + "headers"],
    )
    native.filegroup(
        name = name + "_link",
        tags = _ON_DEMAND,
        srcs = [programs + "linker", sysroot + "link"] + ([sysroot + "static"] if static else []),
    )
    native.filegroup(
        name = name + "_all",
        tags = _ON_DEMAND,
        srcs = [":{}_compile".format(name), ":{}_link".format(name), programs + "binutils"],
    )
    cc_toolchain(
        name = name + "_cc",
        tags = _ON_DEMAND,
        visibility = ["//visibility:public"],
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
            "//platforms:pinned",
        ],
        target_compatible_with = [
            "@platforms//os:linux",
            "@platforms//cpu:" + arch.cpu,
            "//platforms:pinned",
            "//platforms:suite_" + suite.name,
            "//platforms:" + linkage,
        ],
        toolchain = ":{}_cc".format(name),
        toolchain_type = "@bazel_tools//tools/cpp:toolchain_type",
    )
