"""Targets of `pgrx.libraries`: a CPU's libraries, and which those are.

    @<name>__<cpu>:  archives --cc_import--> :libraries, a cc_library that knows its folder
    @<name>:         :<name>, an alias of those of the target's CPU
"""

load("@rules_cc//cc:defs.bzl", "CcInfo", "cc_import", "cc_library")
load("//build/macros:refused.bzl", "refused")
load("//platforms:arches.bzl", "ARCHES")

ERROR_NO_LIBRARIES = """\
@{name} has no libraries for {cpu}: they are not in {locks}.
To mend it: add {debian} to `architectures` of a set, or give `pgrx.libraries(name = "{name}", locks = [...])` a set of a \
suite that has the CPU, and run: bazel run @{name}//:update"""

LibrariesInfo = provider(
    doc = "C libraries of a user's packages, for one CPU.",
    fields = {
        "folder": "Where `include` and `lib` are, from the execution root.",
        "licences": "Tuple of File, each called like a package: what that says of its licences.",
        "lock": "File: a lock of exactly its packages.",
        "name": "Of the tag.",
        "packages": "Tuple of (name, version) of each package.",
        "srcs": "depset of all their files.",
    },
)

def _libraries_impl(ctx):
    return [
        # What a crate is compiled with: archives become a part of it.
        DefaultInfo(files = depset(ctx.files.archives)),
        LibrariesInfo(
            folder = ctx.label.workspace_root,
            licences = tuple(ctx.files.licences),
            lock = ctx.file.lock,
            name = ctx.attr.tag,
            packages = tuple(ctx.attr.packages.items()),
            srcs = depset(ctx.files.archives + ctx.files.srcs),
        ),
        ctx.attr.library[CcInfo],
    ]

_libraries = rule(
    implementation = _libraries_impl,
    doc = "A cc_library, and where its files are.",
    attrs = {
        "archives": attr.label_list(allow_files = True),
        "library": attr.label(mandatory = True, providers = [CcInfo]),
        "licences": attr.label_list(allow_files = True),
        "lock": attr.label(allow_single_file = True, mandatory = True),
        "packages": attr.string_dict(mandatory = True),
        "srcs": attr.label_list(allow_files = True),
        "tag": attr.string(mandatory = True),
    },
    provides = [CcInfo, LibrariesInfo],
)

def unpacked_libraries(tag, names, packages, lock):
    """Declares `:libraries` in the repository of one CPU.

    Args:
      tag: name of the tag.
      names: the archives', without `lib` and `.a`.
      packages: {package: version}.
      lock: a lock of them.
    """
    for name in names:
        cc_import(
            name = "archive_" + name,
            static_library = "lib/lib{}.a".format(name),
        )
    cc_library(
        name = "linked",
        hdrs = native.glob(["include/**"], exclude = ["**/* *"], allow_empty = True),
        includes = ["include"],
        deps = [":archive_" + name for name in names],
    )
    _libraries(
        name = "libraries",
        archives = ["lib/lib{}.a".format(name) for name in names],
        library = ":linked",
        licences = native.glob(["copyright/*"], allow_empty = True),
        lock = lock,
        packages = packages,
        srcs = native.glob(["include/**", "*.pc"], exclude = ["**/* *"], allow_empty = True),
        tag = tag,
        visibility = ["//visibility:public"],
    )

def libraries(name, by_cpu, locks, error):
    """Declares the targets of `@<name>`.

    Args:
      name: of the tag.
      by_cpu: {Bazel's name of a CPU: label of its libraries}.
      locks: the locks, as users call them.
      error: what is wrong with the locks.
    """
    actual = {}
    for arch in ARCHES:
        cpu = Label("@platforms//cpu:" + arch.cpu)
        actual[cpu] = by_cpu.get(arch.cpu)
        if error or arch.cpu not in by_cpu:
            actual[cpu] = ":no_" + arch.cpu
            refused(
                name = "no_" + arch.cpu,
                error = error or ERROR_NO_LIBRARIES.format(
                    cpu = arch.cpu,
                    debian = arch.debian,
                    locks = " or ".join(locks),
                    name = name,
                ),
                tags = ["manual"],
            )
    native.alias(
        name = name,
        actual = select(actual),
        tags = ["manual"],
        visibility = ["//visibility:public"],
    )
