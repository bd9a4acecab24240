"""Files of this tree that a Bazel inside a test reads by itself.

Bazel knows of no file below a folder that .bazelignore names, and of none that a nested build loads. As
data of the test they say when it is to run again.
"""

_BUILD = """\
filegroup(
    name = "{folder}",
    srcs = glob(["{folder}/**"]),
    visibility = ["//visibility:public"],
)
"""

def _tree_repo_impl(rctx):
    root = rctx.path(Label("//:MODULE.bazel")).dirname
    for folder in rctx.attr.folders:
        rctx.watch_tree(root.get_child(folder))
        _link(rctx, folder, root.get_child(folder))
    rctx.file("BUILD.bazel", "\n".join([_BUILD.format(folder = folder) for folder in rctx.attr.folders]))

def _link(rctx, name, top):
    """Links the files below a folder; Starlark has no recursion."""
    found = [(name, top)]
    for _ in range(20):
        folders = [(name, path) for name, path in found if path.is_dir]
        for name, path in found:
            # No build reads documentation. By its own name a BUILD file would make a package of the folder.
            if not path.is_dir and not name.endswith(".md"):
                rctx.symlink(path, name + "_")
        found = [(name + "/" + child.basename, child) for name, path in folders for child in path.readdir(watch = "no")]

_tree_repo = repository_rule(
    doc = "A `filegroup` of each folder, by its path.",
    implementation = _tree_repo_impl,
    attrs = {"folders": attr.string_list(doc = "Paths from the root of this repository.", mandatory = True)},
)

def _tree_impl(_mctx):
    _tree_repo(
        name = "tree",
        folders = [
            ".bcr",
            "build",
            "examples/hello",
            "platforms",
            "src/tools",
            "tests/consumers",
            "tests/errors/universe",
            "thirdparty",
        ],
    )

tree = module_extension(
    doc = "For tests of this repository: `@tree//:<folder>`.",
    implementation = _tree_impl,
)
