"""From cargo's own unit graphs to what the crates' BUILD files say.

`cargo build --unit-graph` lists each compilation that cargo would do: features, dependencies
and editions are resolved by cargo itself, whatever resolver the workspace has chosen.

    a graph per CPU, and per PostgreSQL major --collect--> nodes --merge--> crates

A node is a library, procedural macro or build script in a role (roles.bzl).
"""

load(":lock.bzl", "crate_id")
load(":roles.bzl", "merge", "name_of")
load(":split.bzl", "split_by_tag")

_KINDS = {"bin": "bin", "custom-build": "script", "proc-macro": "proc-macro"}

# What a target's name ends in that is no library.
_KIND_SUFFIX = {"bin": "__bin", "test": "__pg_test"}

def _kind(unit):
    if unit["mode"] == "run-custom-build":
        return "run"
    if unit["mode"] == "test":
        return "test"
    return _KINDS.get(unit["target"]["kind"][0], "lib")

def _key(use, unit):
    return struct(
        use = use,
        host = unit["platform"] == None,
        kind = _kind(unit),
        package = unit["pkg_id"],
    )

def _add_dependencies(node, tag, unit, units, keys):
    """Adds what a unit depends on to its node; the compilation of a build script joins its run."""
    pairs = node["deps"].setdefault(tag, {})
    compiled = [d for d in unit["dependencies"] if keys[d["index"]].kind == "script"]
    below = [d for script in compiled for d in units[script["index"]]["dependencies"]]
    for dependency in unit["dependencies"] + below:
        key = keys[dependency["index"]]
        if key.kind == "run":
            node["links" if node["key"].kind == "run" else "runs"][key] = True
        elif key.kind not in ("bin", "script") and key.package:
            pairs[(dependency["extern_crate_name"], key)] = True

def _collect(runs):
    """{key: node} of all graphs: features and dependencies by tag."""
    nodes = {}
    for run in runs:
        units = run.graph["units"]
        keys = [_key(run.use, unit) for unit in units]
        for key, unit in zip(keys, units):
            if key.kind == "script" or not key.package:
                continue
            node = nodes.setdefault(key, {"deps": {}, "features": {}, "key": key, "links": {}, "runs": {}})
            tag = "" if key.host else run.tag
            node["features"].setdefault(tag, {}).update({feature: True for feature in unit["features"]})
            _add_dependencies(node, tag, unit, units, keys)
    return nodes

def _below(node):
    """All keys that a node depends on."""
    found = {}
    for pairs in node["deps"].values():
        found.update({key: True for _, key in pairs})
    return list(found) + list(node["runs"]) + list(node["links"])

def _ordered(nodes):
    """The keys, each after those it depends on."""
    order, done, pending = [], {}, list(nodes)
    for _ in range(len(nodes)):
        rest = []
        for key in pending:
            if [True for other in _below(nodes[key]) if other not in done]:
                rest.append(key)
            else:
                done[key] = True
                order.append(key)
        pending = rest
    return order

def _sees_postgres(nodes, order, packages):
    """Marks what is compiled per PostgreSQL: pgrx-pg-sys and whatever depends on it."""
    for key in order:
        node = nodes[key]
        by_major = [tag for tag in node["split"] if tag.startswith("pg")]
        below = [other for _, pairs in node["split"].values() for _, other in pairs]
        node["pg"] = not key.host and bool(
            by_major or packages[key.package]["name"] == "pgrx-pg-sys" or
            [other for other in below if nodes[other]["pg"]],
        )

def unite(packages, runs, cpus, majors, host_cpu):
    """The crates of a universe.

    Args:
      packages: {cargo's id of a package: what `cargo metadata` says of it}.
      runs: list of structs: `use` ("ship" or "test"), `tag` (a CPU, or "pg<major>" for what
        the first CPU has with another major) and `graph`, cargo's unit graph; a unit whose
        `pkg_id` is None is left out.
      cpus: the CPUs' tags; the first one's graph is that of the first major.
      majors: the majors' tags, or [].
      host_cpu: the tag of the machine that cargo ran on.

    Returns:
      {crate id: struct(package = cargo's id, variants = {target: variant})}. A variant is a
      dict: `kind` (lib, proc-macro, bin or test), `features` ({tag: list}), `deps` ({tag: {extern
      name: "<crate id>:<target>"}}), `pg` (whether it sees PostgreSQL) and `script` (None,
      or a dict of `deps` and `links` of its build script).
    """
    nodes = _collect(runs)
    for node in nodes.values():
        features = split_by_tag(node["features"], cpus, majors)
        deps = split_by_tag(node["deps"], cpus, majors)
        node["split"] = {tag: (features.get(tag, []), deps.get(tag, [])) for tag in (features | deps)}
    order = _ordered(nodes)
    _sees_postgres(nodes, order, packages)
    same = merge(nodes, order, host_cpu)

    def target(key):
        package = packages[key.package]
        return "{}:{}".format(crate_id(package["name"], package["version"]), name_of(key, nodes, same, packages))

    def by_extern(node, tag):
        return {extern: target(key) for extern, key in node["split"][tag][1]}

    crates = {}
    for key in order:
        if key in same or key.kind == "run":
            continue
        node, package = nodes[key], packages[key.package]
        crate = crates.setdefault(
            crate_id(package["name"], package["version"]),
            struct(package = key.package, variants = {}),
        )
        crate.variants[name_of(key, nodes, same, packages) + _KIND_SUFFIX.get(key.kind, "")] = {
            "deps": {tag: by_extern(node, tag) for tag in node["split"] if node["split"][tag][1]},
            "features": {tag: split[0] for tag, split in node["split"].items() if split[0]},
            "kind": key.kind,
            "pg": node["pg"],
            "script": _script(node, nodes, by_extern, target),
        }
    return crates

def _script(node, nodes, by_extern, target):
    for key in node["runs"]:
        run = nodes[key]
        return {
            "deps": {extern: name for tag in run["split"] for extern, name in by_extern(run, tag).items()},
            "links": [
                target(struct(use = link.use, host = link.host, kind = "lib", package = link.package))
                for link in run["links"]
            ],
        }
    return None
