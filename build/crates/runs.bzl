"""The unit graphs by which cargo tells what a workspace is made of, for graph.bzl."""

load("//platforms:arches.bzl", "ARCHES")
load(":cargo.bzl", "empty_crate")
load(":packages.bzl", "PG_TEST", "is_major")

visibility(["//build/crates/..."])

def _graph(cargo, root, major, triple, client = None):
    """cargo's unit graph of one package, or of the whole workspace where there is no extension.

    With `client`, what stands for pgrx-tests, it is that of the package's own tests.
    """
    words = ["test" if client else "build", "--unit-graph", "-Zunstable-options", "--target", triple]
    if root:
        features = [f for f in root.features if not is_major(f)] + ([major] if major else []) + ([PG_TEST] if client else [])
        words += ["--package", root.id, "--lib", "--no-default-features", "--features", ",".join(features)]
    else:
        words.append("--workspace")
    if not client:
        return json.decode(cargo(words))
    graph = json.decode(cargo(words, client.flags))
    for unit in graph["units"]:
        if unit["pkg_id"].startswith("path+file://{}#".format(client.folder)):
            unit["pkg_id"] = None
    return graph

def _client(rctx, root, packages):
    """What stands for pgrx-tests: programs of tests have rules_pgrx's, which needs none of its crates.

    They are left out when cargo resolves, so that they turn on no feature of what is tested.
    """
    if not root or not root.tests:
        return None
    for package in packages.values():
        if package["name"] == "pgrx-tests" and (package["source"] or "").startswith("registry+"):
            return empty_crate(rctx, package)
    return struct(flags = None, folder = None)

def graphs_of(rctx, cargo, root, packages, cpus):
    """Asks cargo for each CPU with the first major, and for the first CPU with each other.

    Args:
      rctx: the universe's context.
      cargo: `run` of what `cargo_of` returned.
      root: the extension, of `roots_of`; None where there is none.
      packages: {cargo's id: what `cargo metadata` says}.
      cpus: Bazel's names of the CPUs.

    Returns:
      A list of structs: use, tag and graph; see `unite`.
    """
    majors = root.majors if root else []
    first = majors[0] if majors else None
    triples = {arch.cpu: arch.rust for arch in ARCHES}
    client = _client(rctx, root, packages)
    runs = []
    for use, client in [("ship", None)] + ([("test", client)] if client else []):
        for tag, major, cpu in [(cpu, first, cpu) for cpu in cpus] + [(major, major, cpus[0]) for major in majors[1:]]:
            runs.append(struct(use = use, tag = tag, graph = _graph(cargo, root, major, triples[cpu], client)))
    if majors:
        # The first major is what the first CPU's graph has.
        runs += [struct(use = run.use, tag = first, graph = run.graph) for run in runs if run.tag == cpus[0]]
    return runs
