"""`debian_packages_repo`: a repository that is a tree of pinned Debian packages."""

load(":packages.bzl", "fetch_packages")

visibility(["//build/...", "//tests/..."])

def _debian_packages_repo_impl(rctx):
    attr = rctx.attr
    fetch_packages(rctx, attr.lock, attr.architecture, attr.names or None, attr.into)
    if attr.build_file:
        rctx.template("BUILD.bazel", attr.build_file)
    else:
        rctx.file("BUILD.bazel", attr.build_file_content)

debian_packages_repo = repository_rule(
    implementation = _debian_packages_repo_impl,
    doc = """Unpacks the packages of a lock into one tree.

Whatever the suite, everything that Debian moved there lies below `usr/`, and
links are relative and lead somewhere.""",
    attrs = {
        "architecture": attr.string(mandatory = True, doc = "Debian architecture."),
        "build_file": attr.label(doc = "The repository's BUILD file."),
        "build_file_content": attr.string(
            default = 'exports_files(glob(["**"]))\n',
            doc = "The repository's BUILD file, if there is no `build_file`.",
        ),
        "into": attr.string(doc = "Folder of the repository that becomes the tree's root."),
        "lock": attr.label(mandatory = True, allow_single_file = [".json"], doc = "<set>.lock.json"),
        "renew": attr.string(doc = "The command that renews the lock, where it is none of `thirdparty/debian`."),
        "names": attr.string_list(doc = "The packages wanted; all of the lock's when empty."),
    },
)
