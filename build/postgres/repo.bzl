"""`@postgres_<major>_<cpu>`: PostgreSQL's server headers, for bindings and C code.

    server/         what <postgres.h> and all others are found in
    unicode/        ICU's, which the server's own headers include
    bin/postgres    the server's program, to compare the headers with; never run
"""

load("//build/debian:packages.bzl", "open_packages")

def _postgres_repo_impl(rctx):
    major = rctx.attr.major
    packages = open_packages(rctx, rctx.attr.lock, rctx.attr.debian_arch)
    dev = "postgresql-server-dev-" + major
    packages.place(dev, {"usr/include/postgresql/{}/server".format(major): "server"})
    packages.place("libicu-dev", {"usr/include/unicode": "unicode"})
    packages.close()
    server = open_packages(rctx, rctx.attr.server_lock, rctx.attr.debian_arch, ["postgresql-" + major])
    server.place("postgresql-" + major, {"usr/lib/postgresql/{}/bin".format(major): "bin"})
    server.close()
    for program in rctx.path("bin").readdir():
        if program.basename != "postgres":
            rctx.delete(program)
    config = rctx.read("server/pg_config.h")
    rctx.file("BUILD.bazel", _BUILD.format(
        cpu = rctx.attr.cpu,
        defines = server_defines(config),
        rules = Label(":headers.bzl"),
        version = config.partition("#define PG_VERSION \"")[2].partition("\"")[0].partition(" ")[0],
    ))

def server_defines(config):
    """What the server was compiled with and pg_config.h does not define: sizes of types may depend on it.

    Args:
      config: the text of pg_config.h, whose CONFIGURE_ARGS quote the CPPFLAGS of its packager;
        src/tools/header_check compares them with those in the server.

    Returns:
      Names of macros, each with its value if it has one. Not the one that only adds checks to calls.
    """
    flags = config.partition("'CPPFLAGS=")[2].partition("'")[0]
    defines = [word.removeprefix("-D") for word in flags.split(" ") if word.startswith("-D")]
    return [define for define in defines if not define.startswith("_FORTIFY_SOURCE")]

_BUILD = """\
load("@rules_cc//cc:defs.bzl", "cc_library")
load("{rules}", "postgres_headers")

package(default_visibility = ["//visibility:public"])

exports_files(["server/pg_config.h"])

alias(
    name = "postgres",
    actual = "bin/postgres",
)

# What //src/tools/header_check reads of the headers.
filegroup(
    name = "checked",
    srcs = [
        "server/catalog/catversion.h",
        "server/pg_config.h",
        "server/pg_config_manual.h",
    ],
)

filegroup(
    name = "headers_files",
    srcs = glob(["server/**/*.h", "unicode/*.h"]),
)

cc_library(
    name = "headers",
    hdrs = [":headers_files"],
    includes = [".", "server"],
)

postgres_headers(
    name = "postgres_headers",
    cpu = "{cpu}",
    defines = {defines},
    headers = ":headers",
    program = ":postgres",
    version = "{version}",
)
"""

postgres_repo = repository_rule(
    implementation = _postgres_repo_impl,
    doc = "Unpacks PostgreSQL's server headers of one (major, architecture).",
    attrs = {
        "cpu": attr.string(mandatory = True),
        "debian_arch": attr.string(mandatory = True),
        "lock": attr.label(mandatory = True),
        "major": attr.string(mandatory = True),
        "server_lock": attr.label(mandatory = True),
    },
)
