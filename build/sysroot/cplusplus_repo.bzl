"""`@cplusplus_<cpu>`: the C++ standard library of the oldest suite that has the CPU.

    include/  its headers       target/  those of one CPU       lib/  libstdc++.a
"""

load("//build/debian:packages.bzl", "open_packages")
load(":repo.bzl", "keep")

_BUILD = """\
load("{cplusplus}", "cplusplus_library")

cplusplus_library(
    name = "cplusplus",
    archive = "lib/libstdc++.a",
    hdrs = glob(["include/**", "target/**"]),
    tags = ["manual"],
    visibility = ["//visibility:public"],
)
"""

def _cplusplus_repo_impl(rctx):
    attr = rctx.attr
    name = "libstdc++-{}-dev".format(attr.gcc)
    packages = open_packages(rctx, attr.lock, attr.debian_arch, [name])
    packages.place(name, {
        "usr/include/c++/" + attr.gcc: "include",
        "usr/include/{}/c++/{}".format(attr.tuple, attr.gcc): "target",
        "usr/lib/gcc/{}/{}".format(attr.gcc_tuple, attr.gcc): "lib",
    })
    packages.close()
    keep(rctx, "lib", ["libstdc++.a"])
    rctx.file("BUILD.bazel", _BUILD.format(cplusplus = Label(":cplusplus.bzl")), executable = False)

cplusplus_repo = repository_rule(
    implementation = _cplusplus_repo_impl,
    doc = "Unpacks headers and archive of libstdc++ for one architecture.",
    attrs = {
        "debian_arch": attr.string(mandatory = True),
        "gcc": attr.string(mandatory = True, doc = "GCC's major version, that of the suite's sysroot."),
        "gcc_tuple": attr.string(mandatory = True, doc = "GCC's name of the tuple."),
        "lock": attr.label(mandatory = True),
        "tuple": attr.string(mandatory = True),
    },
)
