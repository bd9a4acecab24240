"""`@postgres_<major>_<cpu>`: PostgreSQL's server headers, for bindings and C code.

    server/         what <postgres.h> and all others are found in
    unicode/        ICU's, which the server's own headers include
    bin/postgres    the server's program, to compare the headers with; never run
"""

load("//build/debian:packages.bzl", "open_packages")

ERROR_NO_ICU = """\
PostgreSQL {major} for {architecture} was built with ICU, whose headers its own include, and no lock has libicu-dev for it.
To mend it: add libicu-dev of the system that it runs on to `packages` of a set, and run: {renew}"""

def _place(rctx, lock, package, trees):
    packages = open_packages(rctx, lock, rctx.attr.debian_arch, [package])
    packages.place(package, trees)
    packages.close()

def _postgres_repo_impl(rctx):
    major = rctx.attr.major
    _place(rctx, rctx.attr.lock, "postgresql-server-dev-" + major, {
        "usr/include/postgresql/{}/server".format(major): "server",
    })
    _place(rctx, rctx.attr.server_lock, "postgresql-" + major, {
        "usr/lib/postgresql/{}/bin".format(major): "bin",
    })
    for program in rctx.path("bin").readdir():
        if program.basename != "postgres":
            rctx.delete(program)
    config = rctx.read("server/pg_config.h")
    if rctx.attr.icu_lock:
        _place(rctx, rctx.attr.icu_lock, "libicu-dev", {"usr/include/unicode": "unicode"})
    elif "#define USE_ICU 1" in config:
        fail("\n" + ERROR_NO_ICU.format(architecture = rctx.attr.debian_arch, major = major, renew = rctx.attr.renew))
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

exports_files([
    "bin/postgres",
    "server/pg_config.h",
])

filegroup(
    name = "headers_files",
    srcs = glob(["server/**/*.h", "unicode/*.h"], allow_empty = True),
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
    program = "bin/postgres",
    version = "{version}",
)
"""

postgres_repo = repository_rule(
    implementation = _postgres_repo_impl,
    doc = "Unpacks PostgreSQL's server headers of one (major, architecture).",
    attrs = {
        "cpu": attr.string(mandatory = True),
        "debian_arch": attr.string(mandatory = True),
        "icu_lock": attr.label(doc = "The lock with libicu-dev, if there is one."),
        "lock": attr.label(doc = "The lock with postgresql-server-dev-<major>.", mandatory = True),
        "major": attr.string(mandatory = True),
        "renew": attr.string(doc = "The command that renews locks that are not ours."),
        "server_lock": attr.label(doc = "The lock with postgresql-<major>.", mandatory = True),
    },
)
