"""Targets of `pgrx.libraries`: a CPU's libraries, and which those are.

    @<name>__<cpu>:  lib/ --cc_import--> :libraries, a cc_library that knows its folder
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
        "linked": "depset of File: what is in `lib`.",
        "lock": "File: a lock of exactly its packages.",
        "name": "Of the tag.",
        "packages": "Tuple of (name, version) of each package.",
        "shared": "Dict of soname of a shared library to a struct of `file`; `package`, that it is of; `path`, where it is installed; and `relation`, by which Debian's packages depend on it. {} of archives.",
        "srcs": "depset of all files that a build reads.",
    },
)

# Below the repository's folder, where shared libraries are as they are installed.
_ROOT = "/installed/"

def _libraries_impl(ctx):
    shared = {}
    for file in ctx.files.shared:
        shared[file.basename] = struct(
            file = file,
            package = ctx.attr.owners[file.basename],
            path = file.short_path.partition(_ROOT)[2],
            relation = ctx.attr.relations[file.basename],
        )
    return [
        # Archives become a part of a crate that is compiled with them; shared libraries are installed beside.
        DefaultInfo(files = depset(ctx.files.shared or ctx.files.linked)),
        LibrariesInfo(
            folder = ctx.label.workspace_root,
            licences = tuple(ctx.files.licences),
            linked = depset(ctx.files.linked + ctx.files.shared),
            lock = ctx.file.lock,
            name = ctx.attr.tag,
            packages = tuple(ctx.attr.packages.items()),
            shared = shared,
            srcs = depset(ctx.files.linked + ctx.files.shared + ctx.files.srcs),
        ),
        ctx.attr.library[CcInfo],
    ]

_libraries = rule(
    implementation = _libraries_impl,
    doc = "A cc_library, and where its files are.",
    attrs = {
        "library": attr.label(mandatory = True, providers = [CcInfo]),
        "licences": attr.label_list(allow_files = True),
        "linked": attr.label_list(allow_files = True),
        "lock": attr.label(allow_single_file = True, mandatory = True),
        "owners": attr.string_dict(),
        "packages": attr.string_dict(mandatory = True),
        "relations": attr.string_dict(),
        "shared": attr.label_list(allow_files = True),
        "srcs": attr.label_list(allow_files = True),
        "tag": attr.string(mandatory = True),
    },
    provides = [CcInfo, LibrariesInfo],
)

def static_libraries(names, **attributes):
    """Declares `:libraries` in the repository of one CPU, of archives.

    Args:
      names: the archives', without `lib` and `.a`.
      **attributes: see `_declare`.
    """
    for name in names:
        cc_import(
            name = "import_" + name,
            static_library = "lib/lib{}.a".format(name),
        )
    _declare(names, "a", **attributes)

def shared_libraries(names, folder, owners, relations, **attributes):
    """Declares `:libraries` in the repository of one CPU, of shared libraries.

    Args:
      names: by which a linker finds them, without `lib` and `.so`.
      folder: where they lie as they are installed.
      owners: {soname: package that has the library}.
      relations: {soname: relation of Debian's packages}.
      **attributes: see `_declare`.
    """
    for name in names:
        cc_import(
            name = "import_" + name,
            shared_library = "lib/lib{}.so".format(name),
        )
    _declare(
        names,
        "so",
        owners = owners,
        relations = relations,
        shared = ["{}/{}".format(folder, soname) for soname in relations],
        **attributes
    )

def _declare(names, suffix, tag, packages, lock, **attributes):
    """The target itself.

    Args:
      names: those of `import_<name>`.
      suffix: of files in `lib`.
      tag: name of the tag.
      packages: {package: version}.
      lock: a lock of them.
      **attributes: of the rule.
    """
    cc_library(
        name = "imported",
        hdrs = native.glob(["include/**"], exclude = ["**/* *"], allow_empty = True),
        includes = ["include"],
        deps = [":import_" + name for name in names],
    )
    _libraries(
        name = "libraries",
        library = ":imported",
        licences = native.glob(["copyright/*"], allow_empty = True),
        linked = ["lib/lib{}.{}".format(name, suffix) for name in names],
        lock = lock,
        packages = packages,
        srcs = native.glob(["include/**", "*.pc"], exclude = ["**/* *"], allow_empty = True),
        tag = tag,
        visibility = ["//visibility:public"],
        **attributes
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
