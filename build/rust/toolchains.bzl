"""Rust toolchains `<exec>_to_<cpu>`: Debian's rustc, one standard library per target."""

load("@rules_rust//rust:toolchain.bzl", "rust_toolchain", "rustfmt_toolchain")
load("//platforms:arches.bzl", "ARCHES", "HOSTS")

# Shipped code is linked as one LLVM module by lld, which shares its LLVM with
# rustc: nothing is compiled to machine code that the linker would throw away.
_RELEASE_FLAGS = [
    "-Clinker-plugin-lto",
    "-Ccodegen-units=1",
]

def declare_rust_toolchains():
    """Declares the toolchains of every (host row, architecture row), and rustfmt's."""
    native.config_setting(
        name = "release",
        values = {"compilation_mode": "opt"},
    )
    for host in HOSTS:
        for arch in ARCHES:
            _declare(host, arch)
        _declare_rustfmt(host)

def _exec(host):
    return ["@platforms//os:linux", "@platforms//cpu:" + host.cpu]

def _declare(host, arch):
    name = "{}_to_{}".format(host.cpu, arch.cpu)
    programs = "@toolchain_{}//:".format(host.cpu)
    rust_toolchain(
        name = name + "_rust",
        binary_ext = "",
        clippy_driver = programs + "bin/clippy-driver",
        default_edition = "2021",
        dylib_ext = ".so",
        exec_triple = host.rust,
        extra_rustc_flags = select({
            ":release": _RELEASE_FLAGS,
            "//conditions:default": [],
        }),
        rust_doc = programs + "bin/rustdoc",
        rust_std = "@rust_std_{}//:std".format(arch.cpu),
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
        target_compatible_with = ["@platforms//os:linux", "@platforms//cpu:" + arch.cpu],
        toolchain = ":{}_rust".format(name),
        toolchain_type = "@rules_rust//rust:toolchain_type",
    )

def _declare_rustfmt(host):
    programs = "@toolchain_{}//:".format(host.cpu)
    rustfmt_toolchain(
        name = host.cpu + "_rustfmt",
        rustc = programs + "bin/rustc",
        rustc_lib = programs + "rustc_lib",
        rustfmt = programs + "bin/rustfmt",
    )
    native.toolchain(
        name = host.cpu + "_fmt",
        exec_compatible_with = _exec(host),
        toolchain = ":{}_rustfmt".format(host.cpu),
        toolchain_type = "@rules_rust//rust/rustfmt:toolchain_type",
    )
