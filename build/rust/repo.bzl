"""Repositories of Rust.

- `@rust_std_<cpu>`: the standard library for a target, compiled by Debian;
- `@rust_std_source`: its sources;
- `@rust_host`: cargo and rustc for universes of crates.
"""

load("//build/debian:lock.bzl", "parse_lock")
load("//build/debian:machine.bzl", "machine_of")
load("//build/debian:packages.bzl", "open_packages")
load(":release.bzl", "check_release")

def _open(rctx, package, architecture):
    """`open_packages`, when `package` among them is of the compiler's release."""
    packages = open_packages(rctx, rctx.attr.lock, architecture)
    compiler = str(rctx.attr.rust_lock)
    pins = parse_lock(rctx.read(rctx.attr.rust_lock), compiler)
    check_release(rctx.name, package, packages.versions[package], compiler, pins)
    return packages

def _rust_std_repo_impl(rctx):
    packages = _open(rctx, "libstd-rust-web-dev", rctx.attr.debian_arch)
    folder = "lib/rustlib/{}/lib".format(rctx.attr.triple)
    packages.place("libstd-rust-web-dev", {"usr/" + folder: folder})
    packages.close()
    rctx.file("BUILD.bazel", """\
load("@rules_rust//rust:toolchain.bzl", "rust_stdlib_filegroup")

# Debian's .rlib files carry no metadata of their own; it is in the .rmeta beside them.
rust_stdlib_filegroup(
    name = "std",
    srcs = [":files"],
    visibility = ["//visibility:public"],
)

filegroup(
    name = "files",
    srcs = glob(["lib/rustlib/*/lib/*.rlib", "lib/rustlib/*/lib/*.rmeta"]),
    visibility = ["//visibility:public"],
)

# One file of them, to find the folder by.
filegroup(
    name = "core",
    srcs = glob(["lib/rustlib/*/lib/libcore-*.rlib"]),
    visibility = ["//visibility:public"],
)
""")

rust_std_repo = repository_rule(
    implementation = _rust_std_repo_impl,
    doc = "Unpacks Rust's standard library of one target architecture.",
    attrs = {
        "debian_arch": attr.string(mandatory = True),
        "lock": attr.label(mandatory = True),
        "rust_lock": attr.label(mandatory = True),
        "triple": attr.string(mandatory = True),
    },
)

# The standard library as a .so takes the target's linker, and nothing here loads it.
_STD = "library/std/Cargo.toml"
_CRATE_TYPES = 'crate-type = ["dylib", "rlib"]'

ERROR_CRATE_TYPES = """\
@{name}: {file} of rust-web-src {version} does not say `{expected}`, which is edited here.
To mend it: look at its [lib] and at _CRATE_TYPES in build/rust/repo.bzl."""

def _rust_std_source_repo_impl(rctx):
    packages = _open(rctx, "rust-web-src", machine_of(rctx).debian)
    version = packages.versions["rust-web-src"]
    packages.place("rust-web-src", {"usr/src/rustc-{}/library".format(version.partition("+")[0]): "library"})
    packages.close()
    text = rctx.read(_STD)
    if _CRATE_TYPES not in text:
        fail(ERROR_CRATE_TYPES.format(name = rctx.name, file = _STD, version = version, expected = _CRATE_TYPES))
    rctx.file(_STD, text.replace(_CRATE_TYPES, 'crate-type = ["rlib"]'))
    rctx.file("BUILD.bazel", """\
exports_files(["library/sysroot/Cargo.toml"])

filegroup(
    name = "library",
    srcs = glob(["library/**"]),
    visibility = ["//visibility:public"],
)
""")

rust_std_source_repo = repository_rule(
    implementation = _rust_std_source_repo_impl,
    doc = "Unpacks the sources of Rust's standard library, and of what it depends on (`library/vendor`).",
    attrs = {
        "lock": attr.label(mandatory = True),
        "rust_lock": attr.label(mandatory = True),
    },
)

def _rust_host_repo_impl(rctx):
    toolchain = rctx.name.removesuffix("rust_host") + "toolchain_" + machine_of(rctx).cpu
    bin = rctx.path(Label("@@{}//:bin/cargo".format(toolchain))).dirname
    for tool in ["cargo", "rustc"]:
        rctx.symlink(bin.get_child(tool), "bin/" + tool)
    rctx.file("BUILD.bazel", 'exports_files(["bin/cargo", "bin/rustc"])\n')

rust_host_repo = repository_rule(
    implementation = _rust_host_repo_impl,
    doc = "The execution toolchain's cargo and rustc of the machine that Bazel itself runs on.",
)
