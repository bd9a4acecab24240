"""Levels of CPUs: what flags ask for, what `cpu_levels` may say beside them."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/crates:levels.bzl", "flags_level", "levels_for")
load("//platforms:arches.bzl", "ARCHES")

def _flags_test_impl(ctx):
    env = unittest.begin(ctx)
    for cpu, flags, level, rest, left_out in [
        ("x86_64", [], "", [], []),
        ("x86_64", ["-Ctarget-cpu=x86-64-v3", "--cfg=x"], "x86-64-v3", ["--cfg=x"], []),
        ("x86_64", ["-Ctarget-feature=+sse4.2,+popcnt"], "x86-64-v2", [], []),
        # The highest that anything asks for.
        ("x86_64", ["-Ctarget-feature=+avx512f", "-Ctarget-cpu=x86-64-v2"], "x86-64-v4", [], []),
        ("x86_64", ["-Ctarget-feature=-avx2", "-Ctarget-feature=+crt-static"], "", ["-Ctarget-feature=-avx2", "-Ctarget-feature=+crt-static"], []),
        ("x86_64", ["-Ctarget-cpu=skylake"], "", [], ["-Ctarget-cpu=skylake"]),
        ("aarch64", ["-Ctarget-feature=+lse,+sve"], "armv8.2-a", [], ["-Ctarget-feature=+sve"]),
        # Those of other CPUs.
        ("aarch64", ["-Ctarget-cpu=x86-64-v3"], "", [], ["-Ctarget-cpu=x86-64-v3"]),
        ("riscv64", ["-Ctarget-feature=+v"], "", [], ["-Ctarget-feature=+v"]),
    ]:
        found = flags_level(cpu, flags)
        asserts.equals(env, (level, rest, left_out), (found.level, found.flags, found.left_out.keys()), str(flags))
    return unittest.end(env)

def _crate_test_impl(ctx):
    env = unittest.begin(ctx)
    said = []

    def platforms(*args):
        found = levels_for("hello", fail = said.append, *args)
        return {cpu: [(of.cpu, of.platform) for of in each] for cpu, each in found.items()}

    baseline = {arch.cpu: [(arch.cpu, arch.cpu)] for arch in ARCHES}
    asserts.equals(env, baseline, platforms([], None, {}))
    asserts.equals(
        env,
        baseline | {"x86_64": [("x86_64", "x86_64"), ("x86-64-v3", "x86-64-v3")]},
        platforms(["x86-64-v3"], None, {}),
    )
    asserts.equals(
        env,
        baseline | {"x86_64": [("x86_64", "x86-64-v2"), ("x86-64-v3", "x86-64-v3")]},
        platforms(["x86-64-v3"], ["x86_64"], {"x86_64": "x86-64-v2"}),
    )
    asserts.equals(env, [], said)

    platforms(["avx2"], None, {})
    platforms(["x86-64-v3"], ["aarch64"], {})
    platforms(["x86-64-v2"], None, {"x86_64": "x86-64-v3"})
    asserts.equals(env, ["""
pgrx_crate(name = "hello"): there is no CPU level "avx2"; known: x86-64-v2, x86-64-v3, x86-64-v4, armv8.2-a, power9.
To mend it: take one of these, or none for code that each CPU of the architecture runs.""", """
pgrx_crate(name = "hello"): `cpu_levels` has x86-64-v3, a level of x86_64, and `cpus` has no x86_64.
To mend it: add it there, or leave the level out.""", """
pgrx_crate(name = "hello"): `cpu_levels` has x86-64-v2, and the flags in .cargo/config.toml ask for more of a CPU, x86-64-v3.
To mend it: write "x86-64-v3" or a later level there, or take the flags out of .cargo/config.toml."""], said)
    return unittest.end(env)

_flags_test = unittest.make(_flags_test_impl)
_crate_test = unittest.make(_crate_test_impl)

def levels_test_suite(name):
    unittest.suite(
        name,
        partial.make(_flags_test, size = "small"),
        partial.make(_crate_test, size = "small"),
    )
