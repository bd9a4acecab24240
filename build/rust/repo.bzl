"""`@rust_std_<cpu>`: Rust's standard library for a target, and `@rust_host`: cargo and rustc for crate_universe."""

load("//build/debian:packages.bzl", "open_packages")
load("//platforms:arches.bzl", "HOSTS")

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
    srcs = glob(["lib/rustlib/*/lib/*.rlib", "lib/rustlib/*/lib/*.rmeta", "lib/rustlib/*/lib/*.a"]),
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

# Java's names of CPUs, as rctx.os.arch gives them -> Bazel's.
_JAVA_CPUS = {"amd64": "x86_64"}

def _rust_host_repo_impl(rctx):
    cpu = _JAVA_CPUS.get(rctx.os.arch, rctx.os.arch)
    if cpu not in [arch.cpu for arch in HOSTS]:
        fail("no toolchain runs on {}; hosts in platforms/arches.bzl: {}".format(cpu, ", ".join([a.cpu for a in HOSTS])))
    bin = rctx.path(Label("@toolchain_{}//:bin/cargo".format(cpu))).dirname
    for tool in ["cargo", "rustc"]:
        rctx.symlink(bin.get_child(tool), "bin/" + tool)
    rctx.file("BUILD.bazel", 'exports_files(["bin/cargo", "bin/rustc"])\n')

rust_host_repo = repository_rule(
    implementation = _rust_host_repo_impl,
    doc = "The execution toolchain's cargo and rustc of the machine that Bazel itself runs on.",
)
