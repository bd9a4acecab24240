"""From cargo's unit graphs to a table of crates, on graphs of a few units."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/crates:graph.bzl", "unite")

_CPUS = ["x86_64", "armv7"]
_MAJORS = ["pg17", "pg15"]

def _unit(name, kind = "lib", mode = "build", host = False, features = [], deps = []):
    """A unit of a graph; `deps` are indices of units in the same list."""
    return {
        "dependencies": [{"extern_crate_name": str(index), "index": index} for index in deps],
        "features": features,
        "mode": mode,
        "pkg_id": name,
        "platform": None if host else "some-triple",
        "target": {"kind": [kind]},
    }

def _named(units):
    """Calls each dependency what its package is called."""
    for unit in units:
        for dependency in unit["dependencies"]:
            dependency["extern_crate_name"] = units[dependency["index"]]["pkg_id"]
    return {"units": units}

def _crates(ship, test = {}):
    """{target: variant} of graphs by tag; what a tag has no graph for is as the first CPU has it."""
    runs = []
    for use, graphs in [("ship", ship), ("test", test)]:
        for tag in (_CPUS + _MAJORS) if graphs else []:
            runs.append(struct(use = use, tag = tag, graph = _named(graphs.get(tag, graphs["x86_64"])())))
    packages = {
        unit["pkg_id"]: {"name": unit["pkg_id"], "version": "1.0.0"}
        for run in runs
        for unit in run.graph["units"]
        if unit["pkg_id"]
    }
    found = {}
    for crate in unite(packages = packages, runs = runs, cpus = _CPUS, majors = _MAJORS, host_cpu = "x86_64").values():
        found |= crate.variants
    return found

def _by_cpu_test_impl(ctx):
    env = unittest.begin(ctx)
    crates = _crates({
        "armv7": lambda: [_unit("a", deps = [1, 2], features = ["f", "g"]), _unit("b"), _unit("atomics")],
        "x86_64": lambda: [_unit("a", deps = [1], features = ["f"]), _unit("b")],
    })
    asserts.equals(env, {"": {"b": "b-1.0.0:b"}, "armv7": {"atomics": "atomics-1.0.0:atomics"}}, crates["a"]["deps"])
    asserts.equals(env, {"": ["f"], "armv7": ["g"]}, crates["a"]["features"])
    return unittest.end(env)

def _by_major_test_impl(ctx):
    env = unittest.begin(ctx)
    crates = _crates({
        "pg15": lambda: [_unit("ext", deps = [1], features = ["pg15"]), _unit("pgrx-pg-sys", features = ["pg15"]), _unit("old")],
        "x86_64": lambda: [_unit("ext", deps = [1, 2], features = ["pg17"]), _unit("pgrx-pg-sys", features = ["pg17"]), _unit("plain")],
    })
    asserts.equals(env, {"pg15": ["pg15"], "pg17": ["pg17"]}, crates["ext"]["features"])
    asserts.equals(env, {"": {"pgrx-pg-sys": "pgrx-pg-sys-1.0.0:pgrx-pg-sys"}, "pg17": {"plain": "plain-1.0.0:plain"}}, crates["ext"]["deps"])
    asserts.equals(env, [True, True, False], [crates[name]["pg"] for name in ["ext", "pgrx-pg-sys", "plain"]])
    return unittest.end(env)

def _host_test_impl(ctx):
    """What runs in a build is a target of its own only where it is made of something else."""
    env = unittest.begin(ctx)
    for features, expected in [(["f"], "syn-1.0.0:syn"), (["f", "full"], "syn-1.0.0:syn__host")]:
        crates = _crates({"x86_64": lambda: [
            _unit("a", deps = [1, 2]),
            _unit("macros", kind = "proc-macro", host = True, deps = [3]),
            _unit("syn", features = ["f"]),
            _unit("syn", host = True, features = features),
        ]})
        asserts.equals(env, {"": {"syn": expected}}, crates["macros"]["deps"])
        asserts.equals(env, {"": {"macros": "macros-1.0.0:macros", "syn": "syn-1.0.0:syn"}}, crates["a"]["deps"])
    return unittest.end(env)

def _tests_test_impl(ctx):
    """A package's own tests share the crates that tests have as what ships has them."""
    env = unittest.begin(ctx)
    crates = _crates(
        {"x86_64": lambda: [_unit("ext", deps = [1, 2]), _unit("same"), _unit("json")]},
        {"x86_64": lambda: [
            _unit("ext", mode = "test", features = ["pg_test"], deps = [1, 2, 3]),
            _unit("same"),
            _unit("json", features = ["deep"]),
            _unit(None),
        ]},
    )
    asserts.equals(env, {"": {"json": "json-1.0.0:json__test", "same": "same-1.0.0:same"}}, crates["ext__pg_test"]["deps"])
    asserts.equals(env, ["ext", "ext__pg_test", "json", "json__test", "same"], sorted(crates))
    return unittest.end(env)

def _script_test_impl(ctx):
    """A build script has its own dependencies, and those whose `links` it is told of."""
    env = unittest.begin(ctx)
    crates = _crates({"x86_64": lambda: [
        _unit("a", deps = [1, 2]),
        _unit("z-sys", deps = [3]),
        _unit("a", kind = "custom-build", mode = "run-custom-build", deps = [4, 3]),
        _unit("z-sys", kind = "custom-build", mode = "run-custom-build", deps = [6]),
        _unit("a", kind = "custom-build", host = True, deps = [5]),
        _unit("cc", host = True),
        _unit("z-sys", kind = "custom-build", host = True),
    ]})
    asserts.equals(env, {"deps": {"cc": "cc-1.0.0:cc"}, "links": ["z-sys-1.0.0:z-sys"]}, crates["a"]["script"])
    asserts.equals(env, {"deps": {}, "links": []}, crates["z-sys"]["script"])
    asserts.equals(env, None, crates["cc"]["script"])
    return unittest.end(env)

_by_cpu_test = unittest.make(_by_cpu_test_impl)
_by_major_test = unittest.make(_by_major_test_impl)
_host_test = unittest.make(_host_test_impl)
_tests_test = unittest.make(_tests_test_impl)
_script_test = unittest.make(_script_test_impl)

def graph_test_suite(name):
    unittest.suite(
        name,
        partial.make(_by_cpu_test, size = "small"),
        partial.make(_by_major_test, size = "small"),
        partial.make(_host_test, size = "small"),
        partial.make(_tests_test, size = "small"),
        partial.make(_script_test, size = "small"),
    )
