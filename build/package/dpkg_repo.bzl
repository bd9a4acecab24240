"""`@dpkg_<exec cpu>`: Debian's own dpkg, the independent reader of our packages in tests."""

load("//build/debian:packages.bzl", "fetch_packages")

def _dpkg_repo_impl(rctx):
    fetch_packages(rctx, rctx.attr.lock, rctx.attr.debian_arch, into = "root")
    for path in _UNWANTED:
        rctx.delete("root/" + path)
    rctx.file("BUILD.bazel", _BUILD)

# dpkg reads etc/dpkg of its own machine only.
_UNWANTED = ["etc", "usr/share/doc", "usr/share/lintian", "usr/share/locale", "usr/share/man", "var"]

_BUILD = """\
# One directory label: read by tests only.
filegroup(name = "dpkg", srcs = ["root"], visibility = ["//visibility:public"])
"""

dpkg_repo = repository_rule(
    implementation = _dpkg_repo_impl,
    doc = "Unpacks dpkg and the libraries it needs beside libc, for one execution CPU, under root/.",
    attrs = {
        "debian_arch": attr.string(mandatory = True),
        "lock": attr.label(mandatory = True),
    },
)
