"""crate_libraries: what a crate and its build script see of libraries of a user's packages.

    pgrx.libraries --> $(LIBRARIES_<name>)  the folder with `include`, `lib` and .pc files
                   --> $(LIBRARIES)         all of them

A build script finds them by LIBRARIES_ENV, and has the target in `toolchains`. A crate has it in `deps`: the link then
has the archives among its files, and takes those alone that the build script names. In a whole set there may be one that
another crate has compiled a copy of.
"""

load("@rules_cc//cc:defs.bzl", "CcInfo", "cc_common")
load("//build/debian:here.bzl", "target_text")
load(":targets.bzl", "LibrariesInfo")

visibility(["//build/crates/..."])

# pkg-config(1) and the crate pkg-config, which looks for no library of another CPU unless it is told to and
# leaves archives alone unless all are wanted; cmake(1).
LIBRARIES_ENV = {
    "CMAKE_PREFIX_PATH": "$(LIBRARIES)",
    "PKG_CONFIG_ALLOW_CROSS": "1",
    "PKG_CONFIG_ALL_STATIC": "1",
    "PKG_CONFIG_LIBDIR": "$(LIBRARIES)",
}

ERROR_NOT_LIBRARIES = """\
pgrx.annotation(crate = "{crate}"): `libraries` has {label}, which is no `pgrx.libraries`.
To mend it: name one there, as "@<name>". A cc_library or cc_import of yours goes into `deps`."""

def _crate_libraries_impl(ctx):
    for target in ctx.attr.libraries:
        if LibrariesInfo not in target:
            fail("\n" + ERROR_NOT_LIBRARIES.format(crate = ctx.attr.crate, label = target_text(target.label)))
    infos = [target[LibrariesInfo] for target in ctx.attr.libraries]

    # What the runner of build scripts makes absolute.
    folders = {info.name: "$${pwd}/" + info.folder for info in infos}
    linked = depset(transitive = [info.linked for info in infos])
    return [
        DefaultInfo(files = depset(transitive = [info.srcs for info in infos])),
        CcInfo(linking_context = cc_common.create_linking_context(linker_inputs = depset([
            cc_common.create_linker_input(owner = ctx.label, additional_inputs = linked),
        ]))),
        platform_common.TemplateVariableInfo(
            {"LIBRARIES": ":".join(folders.values())} |
            {"LIBRARIES_" + name: folder for name, folder in folders.items()},
        ),
    ]

crate_libraries = rule(
    implementation = _crate_libraries_impl,
    doc = "Libraries for one crate.",
    attrs = {
        "crate": attr.string(doc = "The crate's name, for messages."),
        "libraries": attr.label_list(doc = "Of `pgrx.libraries`."),
    },
    provides = [CcInfo, platform_common.TemplateVariableInfo],
)
