"""`@registry_<cpu>`: a registry server and clients of other houses, for tests.

    bin/            cosign, crane, docker-registry, skopeo, umoci
    lib/            skopeo's libraries and the libc and loader that start it
"""

load("//build/debian:packages.bzl", "open_packages")

visibility(["//build/private/..."])

REGISTRY_PROGRAMS = ["cosign", "crane", "docker-registry", "skopeo", "umoci"]

def _registry_repo_impl(rctx):
    for lock in [rctx.attr.lock, rctx.attr.crane_lock]:
        packages = open_packages(rctx, lock, rctx.attr.debian_arch)
        for name in packages.names:
            if name.startswith("lib"):
                packages.place(name, {"usr/lib/" + rctx.attr.tuple: "lib"})
            else:
                packages.place(name, {"usr/bin": "bin"})
        packages.close()
    rctx.file("BUILD.bazel", _BUILD.format(loader = rctx.attr.loader))

_BUILD = """
package(default_visibility = ["//visibility:public"])

exports_files(glob(["bin/*"]))

filegroup(
    name = "loader",
    srcs = ["lib/{loader}"],
)

filegroup(
    name = "libraries",
    srcs = glob(["lib/*.so*"]),
)
"""

registry_repo = repository_rule(
    implementation = _registry_repo_impl,
    doc = "A registry server and clients, for one execution CPU.",
    attrs = {
        "crane_lock": attr.label(mandatory = True),
        "debian_arch": attr.string(mandatory = True),
        "loader": attr.string(mandatory = True),
        "lock": attr.label(mandatory = True),
        "tuple": attr.string(mandatory = True),
    },
)
