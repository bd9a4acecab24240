"""What a row of the table of @<universe>//:crates.bzl says, as attributes of rules.

A row's features and dependencies are by tag: "" is common to all, a CPU's name or
`pg<major>` is what that adds (graph.bzl).
"""

visibility(["//build/crates/..."])

def _by_tag(by_tag, value_of):
    """A value with a select for what a CPU or a PostgreSQL adds."""
    value = value_of(by_tag.get("", []))
    for is_major in [False, True]:
        keys = {
            Label("//platforms:is_" + tag) if is_major else Label("@platforms//cpu:" + tag): value_of(added)
            for tag, added in by_tag.items()
            if tag and tag.startswith("pg") == is_major and value_of(added)
        }
        if keys:
            value = value + select(keys | {"//conditions:default": []})
    return value

def label_of(universe, target):
    """The label of `<crate id>:<target>`, in any package.

    Args:
      universe: struct of `hub`, the universe's canonical name, and `crates`, its table.
      target: a value of a row's `deps`.

    Returns:
      A string.
    """
    id, _, name = target.partition(":")
    crate = universe.crates[id]
    if crate["folder"] != None:
        return "{}:{}".format(crate["package"], name)
    return "@@{}__{}//:{}".format(universe.hub, id, name)

def _is_macro(universe, target):
    id, _, name = target.partition(":")
    return universe.crates[id]["variants"][name]["kind"] == "proc-macro"

def _labels(universe, macros):
    return lambda deps: [
        label_of(universe, target)
        for target in (deps.values() if deps else [])
        if _is_macro(universe, target) == macros
    ]

def dependencies(universe, deps):
    """Attributes of rules_rust's rules for a row's dependencies.

    Args:
      universe: see `label_of`.
      deps: {tag: {extern name: "<crate id>:<target>"}}.

    Returns:
      A dict: deps, proc_macro_deps and aliases.
    """
    aliases = {}
    for externs in deps.values():
        for extern, target in externs.items():
            if universe.crates[target.partition(":")[0]]["crate_name"] != extern:
                aliases[label_of(universe, target)] = extern
    return {
        "aliases": aliases,
        "deps": _by_tag(deps, _labels(universe, False)),
        "proc_macro_deps": _by_tag(deps, _labels(universe, True)),
    }

def features(variant, without = []):
    """A row's features less some, for `crate_features`."""
    return _by_tag(variant["features"], lambda added: [feature for feature in added if feature not in without])

def crate_files(but = []):
    """The files of a crate, in its repository: what its archive has.

    Args:
      but: patterns of those to leave out.

    Returns:
      A list of paths.
    """
    return native.glob(["**"], exclude = ["**/* *", "BUILD.bazel", "REPO.bazel", "WORKSPACE"] + but)

def config_flags(by_tag):
    """Flags of `.cargo/config.toml`, for `rustc_flags`.

    Args:
      by_tag: {tag: flags}.

    Returns:
      A list, with a select where CPUs differ.
    """
    return _by_tag(by_tag, lambda flags: flags)

def script_crates(crates, variant):
    """The crates that a build script depends on.

    Args:
      crates: the universe's table.
      variant: a row's variant, with a build script.

    Returns:
      A list of their names.
    """
    return [crates[target.partition(":")[0]]["name"] for target in variant["script"]["deps"].values()]
