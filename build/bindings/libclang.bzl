"""The libclang of the machine that builds."""

load("//platforms:arches.bzl", "HOSTS")

def declare_libclang():
    """Declares `:libclang`, and `:libclang_files`: all it needs."""
    for name, target in {"libclang": "libclang_so", "libclang_files": "libclang_files"}.items():
        native.alias(
            name = name,
            actual = select({
                "@platforms//cpu:" + host.cpu: "@pinned//toolchain_{}:{}".format(host.cpu, target)
                for host in HOSTS
            }),
            visibility = ["//visibility:public"],
        )
