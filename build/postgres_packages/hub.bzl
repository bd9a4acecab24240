"""The repository `@<name>` of a `pgrx.postgres_packages`."""

def _postgres_packages_hub_repo_impl(rctx):
    attr = rctx.attr
    rctx.file("BUILD.bazel", _HUB.format(
        constraint_values = attr.constraint_values,
        error = repr(attr.error),
        folder = repr(attr.folder),
        pairs = attr.pairs,
        renew = repr(attr.renew),
        repository = attr.repository,
        sets = attr.sets,
        targets = Label(":targets.bzl"),
    ))

_HUB = """\
load("{targets}", "postgres_packages")

postgres_packages(
    constraint_values = {constraint_values},
    error = {error},
    folder = {folder},
    pairs = {{
        pair: ("@{repository}__" + pair, "@{repository}__server_" + pair)
        for pair in {pairs}
    }},
    renew = {renew},
    sets = {sets},
)
"""

postgres_packages_hub_repo = repository_rule(
    implementation = _postgres_packages_hub_repo_impl,
    doc = "Toolchains of PostgreSQLs of the user's, and what renews their locks.",
    attrs = {
        "constraint_values": attr.string_list(doc = "What else a platform must have, as labels."),
        "error": attr.string(doc = "What is wrong with the locks."),
        "folder": attr.string(doc = "Folder of the locks, on this machine.", mandatory = True),
        "pairs": attr.string_list(doc = "<major>_<cpu> of each."),
        "renew": attr.string(doc = "The command that renews the locks.", mandatory = True),
        "repository": attr.string(doc = "What the repositories' names begin with.", mandatory = True),
        "sets": attr.string_list(doc = "Names of the locks' sets.", mandatory = True),
    },
)
