"""`@pinned`: one name for the targets of all repositories of ours.

A module has to name each repository that its BUILD files use. They use this one
alone, and its aliases lead to the others.
"""

def _hub_repo_impl(rctx):
    for repository, targets in rctx.attr.targets.items():
        rctx.file(repository + "/BUILD.bazel", "package(default_visibility = [\"//visibility:public\"])\n" + "".join([
            "\nalias(\n    name = \"{target}\",\n    actual = \"@{repository}//:{target}\",\n)\n".format(
                repository = repository,
                target = target,
            )
            for target in targets
        ]))

hub_repo = repository_rule(
    implementation = _hub_repo_impl,
    doc = "Aliases to targets of sibling repositories: `//<repository>:<target>`.",
    attrs = {
        "targets": attr.string_list_dict(mandatory = True, doc = "Repository -> its targets that are used elsewhere."),
    },
)
