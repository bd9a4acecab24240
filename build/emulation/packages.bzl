"""Targets of `pgrx.server_packages`: a platform's packages."""

load("//platforms:arches.bzl", "ARCHES")
load("//platforms:cpu.bzl", "target_cpu", "target_major")
load("//platforms:postgres.bzl", "MAJORS")

PgServerPackagesInfo = provider(
    doc = "Debian packages, unpacked for one CPU and PostgreSQL, for the server of a test.",
    fields = {
        "error": "What a test says for which there are none; \"\" where there are.",
        "extensions": "Dict of extension to the package that it is in.",
        "root": "File: the folder that they are unpacked in; None where there are none.",
    },
)

ERROR_NO_PACKAGES = """\
@{name} has no packages for {platform}: they are not in {locks}.
To mend it: see that the `architectures` of the set mean the CPU, or add `<set>.lock.json` of a set for the \
PostgreSQL to `pgrx.server_packages(name = "{name}", locks = [...])`, and run: bazel run @{name}//:update"""

def _unpacked_packages_impl(ctx):
    return [
        DefaultInfo(files = depset([ctx.file.root])),
        PgServerPackagesInfo(error = "", extensions = ctx.attr.extensions, root = ctx.file.root),
    ]

unpacked_packages = rule(
    implementation = _unpacked_packages_impl,
    doc = "Unpacked packages.",
    attrs = {
        "extensions": attr.string_dict(doc = "Extension -> the package that it is in."),
        "root": attr.label(allow_single_file = True, doc = "A folder.", mandatory = True),
    },
)

def no_packages_error(name, platform, locks):
    """What is said where there are no packages for a platform.

    Args:
      name: of the tag.
      platform: the CPU and the PostgreSQL, in words.
      locks: the locks, as users call them.

    Returns:
      A string.
    """
    return ERROR_NO_PACKAGES.format(locks = " or ".join(locks), name = name, platform = platform)

def _missing_packages_impl(ctx):
    platform = "PostgreSQL {} on {}".format(ctx.attr.major, ctx.attr.cpu) if ctx.attr.major else "a platform without PostgreSQL"
    error = ctx.attr.error or no_packages_error(ctx.attr.packages, platform, ctx.attr.locks)
    return [PgServerPackagesInfo(error = error, extensions = {}, root = None)]

_missing_packages = rule(
    implementation = _missing_packages_impl,
    doc = "Says what is wrong. An extension can be built all the same, but not tested.",
    attrs = {
        "cpu": attr.string(),
        "error": attr.string(),
        "locks": attr.string_list(),
        "major": attr.string(),
        "packages": attr.string(mandatory = True),
    },
)

def server_packages(name, pairs, error, locks):
    """Declares the targets of a `pgrx.server_packages`.

    Args:
      name: of the tag.
      pairs: {<major>_<cpu>: label of the packages}.
      error: what is wrong with the locks.
      locks: the locks, as users call them.
    """
    actual = {}
    for major in MAJORS:
        for arch in ARCHES:
            pair = "{}_{}".format(major, arch.cpu)
            if pair not in pairs or error:
                continue
            actual[":is_" + pair] = pairs[pair]
            native.config_setting(
                name = "is_" + pair,
                constraint_values = [
                    Label("//platforms:pg" + major),
                    Label("@platforms//cpu:" + arch.cpu),
                ],
            )
    _missing_packages(
        name = "missing",
        cpu = target_cpu(),
        error = error,
        locks = locks,
        major = target_major(),
        packages = name,
        tags = ["manual"],
    )
    native.alias(
        name = name,
        actual = select(actual | {"//conditions:default": ":missing"}),
        tags = ["manual"],
        visibility = ["//visibility:public"],
    )
