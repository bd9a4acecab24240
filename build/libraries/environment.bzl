"""build_script_libraries: the variables by which one build script finds libraries of a user's packages.

    pgrx.libraries --> $(LIBRARIES_<name>)  the folder with `include`, `lib` and .pc files
                   --> $(LIBRARIES)         all of them

A target of it is named in `toolchains` of the build script.
"""

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

def _build_script_libraries_impl(ctx):
    infos = [target[LibrariesInfo] for target in ctx.attr.libraries]

    # What the runner of build scripts makes absolute.
    folders = {info.name: "$${pwd}/" + info.folder for info in infos}
    return [
        DefaultInfo(files = depset(transitive = [info.srcs for info in infos])),
        platform_common.TemplateVariableInfo(
            {"LIBRARIES": ":".join(folders.values())} |
            {"LIBRARIES_" + name: folder for name, folder in folders.items()},
        ),
    ]

build_script_libraries = rule(
    implementation = _build_script_libraries_impl,
    doc = "Libraries for one build script, as its variables.",
    attrs = {
        "libraries": attr.label_list(doc = "Of `pgrx.libraries`.", providers = [LibrariesInfo]),
    },
    provides = [platform_common.TemplateVariableInfo],
)
