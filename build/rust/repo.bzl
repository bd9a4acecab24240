"""`@rust_std_<cpu>`: Rust's standard library for a target, and `@rust_host`: cargo and rustc for crate_universe."""

load("//build/debian:machine.bzl", "machine_of")
load("//build/debian:packages.bzl", "open_packages")

def _rust_std_repo_impl(rctx):
    packages = open_packages(rctx, rctx.attr.lock, rctx.attr.debian_arch)
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
    srcs = glob(["lib/rustlib/*/lib/*.rlib", "lib/rustlib/*/lib/*.rmeta", "lib/rustlib/*/lib/*.a"]),
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
        "triple": attr.string(mandatory = True),
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
