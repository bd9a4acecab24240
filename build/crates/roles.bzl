"""The roles that a crate is compiled in, and which of them share a target.

A role is for the target or for the machine that builds, for what ships or for tests. Cargo may
give a crate other features in each role. Roles that come out the same become one target, others
variants of the crate.
"""

visibility(["//build/crates/..."])

# What a node's `use` and `host` add to the name of its crate.
_ROLES = [("ship", False, ""), ("ship", True, "__host"), ("test", False, "__test"), ("test", True, "__test_host")]

def _canonical(pairs, same):
    return sorted([(extern, str(same.get(key, key))) for extern, key in pairs])

def _shape(node, same, tags):
    """What a target would be made of, where only some tags count (None: each by itself)."""
    shape = {}
    for tag, (features, pairs) in node["split"].items():
        if tags == None or tag in tags:
            joined = shape.setdefault(tag if tags == None else "", ([], []))
            joined[0].extend(features)
            joined[1].extend(_canonical(pairs, same))
    scripts = [same.get(key, key) for key in list(node["runs"]) + list(node["links"])]
    return str([
        sorted([(tag, sorted(features), sorted(pairs)) for tag, (features, pairs) in shape.items()]),
        # The role of a build script's run is that of its library.
        sorted([str(key).replace("host = True", "host = False") for key in scripts]),
    ])

def merge(nodes, order, host_cpu):
    """Which targets serve more than one role.

    Args:
      nodes: {key: node}, of graph.bzl.
      order: the keys, each after those it depends on.
      host_cpu: the tag of the machine that cargo ran on.

    Returns:
      {key: the key of the target that serves it too}.
    """
    same = {}
    for key in order:
        node = nodes[key]
        for use, host in [("ship", False), ("ship", True), ("test", False)]:
            other = struct(use = use, host = host, kind = key.kind, package = key.package)
            if other == key:
                break
            twin = nodes.get(other)
            if not twin or other in same or (host and not key.host):
                continue
            if twin["pg"] and key.host != host:
                continue
            across = key.host != host
            mine = _shape(node, same, [""] if across else None)
            theirs = _shape(twin, same, ["", host_cpu] if across else None)
            if mine == theirs:
                same[key] = other
                break
    return same

def name_of(key, nodes, same, packages):
    """The target of a library or macro: the crate's name, with a suffix for what differs from it.

    Args:
      key: its key.
      nodes: {key: node}.
      same: what `merge` gave.
      packages: {cargo's id of a package: what `cargo metadata` says of it}.

    Returns:
      A string.
    """
    key = same.get(key, key)
    plain = packages[key.package]["name"]
    first = None
    for use, host, suffix in _ROLES:
        other = struct(use = use, host = host, kind = key.kind, package = key.package)
        if other in nodes and other not in same:
            first = first or other
            if other == key:
                return plain + ("" if other == first else suffix)
    fail("no role of " + str(key))
