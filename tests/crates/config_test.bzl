"""`.cargo/config.toml`: which flags are taken, for which CPU, and what is said of them."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/crates:cfg.bzl", "cfg_matches")
load("//build/crates:config.bzl", "env_of", "flags_of", "for_all_crates", "parse_config", "report_config")

# As cargo prints it.
_PRINTED = """\
build.rustflags = "-C opt-level=2 --cfg tokio_unstable" # /w/.cargo/config.toml
build.target-dir = "x = [" # /w/.cargo/config.toml
env.GREETING = "good  day" # /w/.cargo/config.toml
env.HERE.relative = true # /w/.cargo/config.toml
env.HERE.value = "data" # /w/.cargo/config.toml
env.LEVEL.force = true # /w/.cargo/config.toml
env.LEVEL.value = "3" # /w/.cargo/config.toml
env.MINE = "home" # /home/me/.cargo/config.toml
target.'cfg(all(unix, target_arch="aarch64"))'.rustflags = [
    '-Clink-arg=x="y" # z', # /w/.cargo/config.toml
    "-Ctarget-cpu=a\\"b", # /w/.cargo/config.toml
    "-Cdebuginfo=2", # /home/me/.cargo/config.toml
]
# The following environment variables may affect the loaded values.
"""

def _parse_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, {
        "build.rustflags": "-C opt-level=2 --cfg tokio_unstable",
        "build.target-dir": "x = [",
        "env.GREETING": "good  day",
        "env.HERE.relative": "true",
        "env.HERE.value": "data",
        "env.LEVEL.force": "true",
        "env.LEVEL.value": "3",
        "target.'cfg(all(unix, target_arch=\"aarch64\"))'.rustflags": ["-Clink-arg=x=\"y\" # z", "-Ctarget-cpu=a\"b"],
    }, parse_config(_PRINTED, "/w"))
    asserts.equals(env, {}, parse_config(_PRINTED, "/elsewhere"))
    return unittest.end(env)

def _cfg_test_impl(ctx):
    env = unittest.begin(ctx)
    cfg = {"target_arch=s390x": True, "target_endian=big": True, "unix": True}
    for expression, expected in {
        "all()": True,
        "all(unix, not(any(target_arch = \"x86_64\", target_endian = \"big\")))": False,
        "all(unix, not(target_os=\"macos\"))": True,
        "any()": False,
        "any(windows, target_arch=\"s390x\")": True,
        "not(unix)": False,
        "target_endian = \"big\"": True,
        "unix": True,
        "windows": False,
    }.items():
        asserts.equals(env, expected, cfg_matches(expression, cfg), expression)
    return unittest.end(env)

_TARGETS = [
    struct(cpu = "x86_64", triple = "x86_64-unknown-linux-gnu", cfg = "unix\ntarget_arch=\"x86_64\"\n"),
    struct(cpu = "armv7", triple = "armv7-unknown-linux-gnueabihf", cfg = "unix\ntarget_arch=\"arm\"\n"),
]

def _flags_test_impl(ctx):
    env = unittest.begin(ctx)
    everywhere = flags_of({"build.rustflags": ["-C", "link-arg=-s", "--cfg", "x"]}, _TARGETS)
    asserts.equals(env, {"": ["-Clink-arg=-s", "--cfg=x"]}, everywhere.by_tag)
    asserts.equals(env, {"": ["--cfg=x"]}, for_all_crates(everywhere.by_tag))

    asserts.equals(env, everywhere, flags_of({"build.rustflags": "-C link-arg=-s  --cfg x"}, _TARGETS))

    # [target] goes before [build].
    one = flags_of({
        "build.rustflags": ["--cfg=build"],
        "target.'cfg(target_arch=\"arm\")'.rustflags": ["--cfg=cfg"],
        "target.armv7-unknown-linux-gnueabihf.rustflags": ["--cfg=triple"],
    }, _TARGETS)
    asserts.equals(env, {"armv7": ["--cfg=cfg", "--cfg=triple"], "x86_64": ["--cfg=build"]}, one.by_tag)
    asserts.equals(env, {}, one.levels)
    asserts.equals(env, {}, flags_of({"target.'cfg(windows)'.rustflags": ["--cfg=x"]}, _TARGETS).by_tag)
    return unittest.end(env)

def _report_test_impl(ctx):
    env = unittest.begin(ctx)
    flags = flags_of({
        "target.x86_64-unknown-linux-gnu.rustflags": ["-Ctarget-cpu=native", "-C", "linker=gcc", "-Ctarget-feature=+avx2,-lahfsahf,+aes", "-Clink-arg=-fuse-ld=mold"],
    }, _TARGETS)
    variables = env_of(parse_config(_PRINTED, "/w"))
    asserts.equals(env, {"GREETING": "good  day", "LEVEL": "3"}, variables.taken)
    said = []
    report_config("crates", flags, variables, say = said.append)
    asserts.equals(env, [
        "@crates: from .cargo/config.toml, rustc's flags for x86_64: -Ctarget-feature=-lahfsahf",
        "@crates: from .cargo/config.toml, the level of x86_64 that all is compiled for: x86-64-v3",
        "@crates: from .cargo/config.toml, variables of rustc and of build scripts: GREETING, LEVEL",
        "@crates: from .cargo/config.toml, this is not taken: -Ctarget-cpu=native, because the machine that builds is not the one that runs the extension.",
        "@crates: from .cargo/config.toml, this is not taken: -Clinker=gcc, because rules_pgrx links with its own LLVM.",
        "@crates: from .cargo/config.toml, this is not taken: -Clink-arg=-fuse-ld=mold, because rules_pgrx links with its own LLVM.",
        "@crates: from .cargo/config.toml, this is not taken: -Ctarget-feature=+aes, because no level of x86_64 has it, so no test would run it on a CPU that has no more (its levels: x86-64-v2, x86-64-v3, x86-64-v4).",
        "@crates: from .cargo/config.toml, this is not taken: [env] HERE, because a path of the machine that builds is another for each action.",
    ], said)
    return unittest.end(env)

_parse_test = unittest.make(_parse_test_impl)
_cfg_test = unittest.make(_cfg_test_impl)
_flags_test = unittest.make(_flags_test_impl)
_report_test = unittest.make(_report_test_impl)

def config_test_suite(name):
    unittest.suite(
        name,
        partial.make(_parse_test, size = "small"),
        partial.make(_cfg_test, size = "small"),
        partial.make(_flags_test, size = "small"),
        partial.make(_report_test, size = "small"),
    )
