"""Rust toolchains `<exec>_to_<cpu>`: Debian's rustc, one standard library per target."""

load("@rules_rust//rust:toolchain.bzl", "rust_toolchain", "rustfmt_toolchain")
load("//platforms:arches.bzl", "ARCHES", "HOSTS")
load("//platforms:levels.bzl", "by_level")
load(":std.bzl", "std_from_source")

# What ships is optimised by the linker: libraries are bitcode only, so nothing is compiled
# to machine code that is thrown away. An extension's library is left to lld (ThinLTO), which
# takes half the CPU time of rustc's fat LTO, so that a changed line is built for two
# architectures in 18 s instead of 30 s; without its symbol table, which PostgreSQL does not
# read, it is smaller than fat LTO's with one. Programs are linked once and seldom.
_ONE_UNIT = "-Ccodegen-units=1"
_LIBRARY = ["-Clinker-plugin-lto", _ONE_UNIT]
_LINKED = ["-Clto=fat", _ONE_UNIT]
_RELEASE_FLAGS = {
    "bin": _LINKED,
    "cdylib": _LIBRARY + ["-Cstrip=symbols"],
    # rustc has no -Clto for these.
    "dylib": _LIBRARY,
    "lib": _LIBRARY,
    "rlib": _LIBRARY,
    "staticlib": _LINKED,
}

# A program that brings the C library along. Without position-independent code, since
# rustc links static programs that have it on x86_64 alone; see docs/adr/0010.
_STATIC_FLAGS = [
    "-Ctarget-feature=+crt-static",
    "-Crelocation-model=static",
]

# As cargo's release profile does for build scripts and procedural macros. The standard
# library's checks of unoptimised programs are half of the time that generating bindings takes.
_EXEC_FLAGS = ["-Cdebug-assertions=off"]

# Built through what resolves to them: `//...` would fetch the packages of every row.
_ON_DEMAND = ["manual"]

def declare_rust_toolchains():
    """Declares the toolchains of every (host row, architecture row), and rustfmt's."""
    native.config_setting(
        name = "static",
        constraint_values = ["//platforms:static"],
    )
    native.config_setting(
        name = "release",
        values = {"compilation_mode": "opt"},
        visibility = ["//visibility:public"],
    )
    for host in HOSTS:
        for arch in ARCHES:
            _declare(host, arch)
        _declare_rustfmt(host)

def _exec(host):
    return ["@platforms//os:linux", "@platforms//cpu:" + host.cpu, "//platforms:pinned"]

def _std(host, arch):
    """The standard library for an architecture, compiled on a host where it has to be."""
    if arch.std == "package":
        return "@pinned//rust_std_{}:std".format(arch.cpu)
    name = "std_{}_to_{}".format(host.cpu, arch.cpu)
    std_from_source(name = name, arch = arch, host = host, tags = _ON_DEMAND)
    return ":" + name

def _declare(host, arch):
    name = "{}_to_{}".format(host.cpu, arch.cpu)
    programs = "@pinned//toolchain_{}:".format(host.cpu)
    rust_toolchain(
        name = name + "_rust",
        tags = _ON_DEMAND,
        visibility = ["//visibility:public"],
        binary_ext = "",
        clippy_driver = programs + "bin/clippy-driver",
        default_edition = "2021",
        dylib_ext = ".so",
        exec_triple = host.rust,
        extra_exec_rustc_flags = _EXEC_FLAGS,
        extra_rustc_flags_for_crate_types = select({
            ":release": _RELEASE_FLAGS,
            "//conditions:default": {},
        }),
        extra_rustc_flags = select({
            ":static": _STATIC_FLAGS,
            "//conditions:default": [],
        }) + by_level(arch.cpu, lambda level: level.rust, []),
        rust_doc = programs + "bin/rustdoc",
        rust_std = _std(host, arch),
        rustc = programs + "bin/rustc",
        rustc_lib = programs + "rustc_lib",
        rustfmt = programs + "bin/rustfmt",
        staticlib_ext = ".a",
        stdlib_linkflags = ["-lpthread", "-ldl", "-lm"],
        target_triple = arch.rust,
    )
    native.toolchain(
        name = name,
        exec_compatible_with = _exec(host),
        target_compatible_with = ["@platforms//os:linux", "@platforms//cpu:" + arch.cpu, "//platforms:pinned"],
        toolchain = ":{}_rust".format(name),
        toolchain_type = "@rules_rust//rust:toolchain_type",
    )

def _declare_rustfmt(host):
    programs = "@pinned//toolchain_{}:".format(host.cpu)
    rustfmt_toolchain(
        name = host.cpu + "_rustfmt",
        tags = _ON_DEMAND,
        visibility = ["//visibility:public"],
        rustc = programs + "bin/rustc",
        rustc_lib = programs + "rustc_lib",
        rustfmt = programs + "bin/rustfmt",
    )
    native.toolchain(
        name = host.cpu + "_fmt",
        exec_compatible_with = _exec(host),
        target_compatible_with = ["//platforms:pinned"],
        toolchain = ":{}_rustfmt".format(host.cpu),
        toolchain_type = "@rules_rust//rust/rustfmt:toolchain_type",
    )
