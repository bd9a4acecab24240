"""`@postgres_<major>_<cpu>`: PostgreSQL's server headers, for bindings and C code.

    server/         what <postgres.h> and all others are found in
    unicode/        ICU's, which the server's own headers include
    version.bzl     POSTGRES_VERSION and others, read from pg_config.h
"""

load("//build/debian:packages.bzl", "open_packages")

def _postgres_repo_impl(rctx):
    major = rctx.attr.major
    packages = open_packages(rctx, rctx.attr.lock, rctx.attr.debian_arch)
    dev = "postgresql-server-dev-" + major
    packages.place(dev, {"usr/include/postgresql/{}/server".format(major): "server"})
    packages.place("libicu-dev", {"usr/include/unicode": "unicode"})
    packages.close()
    rctx.file("BUILD.bazel", _BUILD.format(version = _pg_version(rctx, packages.versions[dev])))

def _pg_version(rctx, package_version):
    for line in rctx.read("server/pg_config.h").splitlines():
        if line.startswith("#define PG_VERSION "):
            version = line.split('"')[1].split(" ")[0]
            if not package_version.startswith(version + "-"):
                fail("{}: the headers say PostgreSQL {}, their package says {}".format(rctx.name, version, package_version))
            return version
    fail("{}: server/pg_config.h defines no PG_VERSION".format(rctx.name))

_BUILD = """\
package(default_visibility = ["//visibility:public"])

exports_files(["server/pg_config.h"])

# PostgreSQL {version}
cc_library(
    name = "headers",
    hdrs = glob(["server/**/*.h", "unicode/*.h"]),
    includes = [".", "server"],
    defines = ["_GNU_SOURCE"],
)
"""

postgres_repo = repository_rule(
    implementation = _postgres_repo_impl,
    doc = "Unpacks PostgreSQL's server headers of one (major, architecture).",
    attrs = {
        "debian_arch": attr.string(mandatory = True),
        "lock": attr.label(mandatory = True),
        "major": attr.string(mandatory = True),
    },
)
