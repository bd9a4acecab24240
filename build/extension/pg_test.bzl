"""pgrx_test: a crate's own tests, its `#[pg_test]`s in the real PostgreSQL of the target.

    crate, feature pg_test --pgrx_extension----> library, SQL with tests.*() --+
          \\-------------- --pgrx_test_program--> Rust's test harness ----------+--pgrx_test
                pgrx_tests, ours in pgrx's place --/    PgServerInfo ----------/
"""

load("@rules_rust//rust:defs.bzl", "rust_library", "rust_test")
load("//build/macros:attributes.bzl", "EVERY_TEST", "check_attributes")
load("//build/macros:rust.bzl", "RUST", "RUST_TEST")
load("//build/postgres:served.bzl", "EMULATORS", "emulators_for", "served", "server_attribute")
load("//build/starter:starter.bzl", "starter")
load("//platforms:shipped.bzl", "shipped_transition")
load("//platforms:tools.bzl", "tools")
load(":extension.bzl", "MAJOR_FEATURE")
load(":harness.bzl", "harness")
load(":info.bzl", "PgExtensionInfo")

# PostgreSQL's functions and variables are the server's; what a test reaches has none of them.
_LINK_FLAGS = ["-Clink-arg=-Wl,--unresolved-symbols=ignore-all"]

# The program only asks the server: what is worth optimising is the library there.
_UNOPTIMISED = ["-Copt-level=0", "-Clto=thin"]

_CLIENT = Label("//src/tools/pgrx_tests")

def pgrx_test_program(name, client = _CLIENT, crate_features = [], deps = [], rustc_flags = [], tags = [], **kwargs):
    """Compiles a crate's tests, for `pgrx_test` to run; no test by itself.

    Args:
      name: the target's name.
      client: what takes the place of the crate pgrx-tests: a `pgrx_tests_library` where the
        crate uses more of it than `#[pg_test]`.
      crate_features: the crate's features, `pg_test` among them; `pg<major>` is set by itself.
      deps: the crates that the tests use, beyond those of `crate`.
      rustc_flags: flags for rustc.
      tags: tags of the target.
      **kwargs: passed to rust_test: `crate`, the library of a `pgrx_extension` whose
        `crate_features` have `pg_test` (`:<its name>_cdylib`), or `srcs` and so on.
    """
    check_attributes("pgrx_test_program", name, kwargs, RUST_TEST + EVERY_TEST)
    rust_test(
        name = name,
        crate_features = crate_features + MAJOR_FEATURE,
        rustc_flags = rustc_flags + _LINK_FLAGS + _UNOPTIMISED,
        tags = tags + ["manual"],
        deps = deps + [client],
        **kwargs
    )

def pgrx_tests_library(name, client_deps = [], proptest_deps = [], **kwargs):
    """Compiles what takes the place of the crate pgrx-tests, with more of its parts.

    Args:
      name: the target's name.
      client_deps: the crate `postgres`, for `pgrx_tests::client()`.
      proptest_deps: the crates `pgrx` and `proptest`, for `pgrx_tests::proptest`.
      **kwargs: passed to rust_library.
    """
    check_attributes("pgrx_tests_library", name, kwargs, RUST)
    rust_library(
        name = name,
        srcs = [Label("//src/tools/pgrx_tests:srcs")],
        crate_features = (["client"] if client_deps else []) + (["proptest"] if proptest_deps else []),
        crate_name = "pgrx_tests",
        crate_root = Label("//src/tools/pgrx_tests:src/lib.rs"),
        edition = "2021",
        deps = client_deps + proptest_deps + [Label("//src/tools/pgrx_tests:wire")],
        **kwargs
    )

def _pgrx_test_impl(ctx):
    told = harness(ctx, ctx.attr.extension[0], loaded = True)
    program = ctx.attr.program[0]
    starting = ctx.attr._harness[0][DefaultInfo]
    arguments = told.arguments + ["--program", ctx.executable.program.short_path, "--"]
    providers = [DefaultInfo(
        executable = starter(ctx, starting.files_to_run.executable, arguments),
        runfiles = told.runfiles.merge_all([starting.default_runfiles, program[DefaultInfo].default_runfiles]),
    )]
    if RunEnvironmentInfo in program:
        providers.append(program[RunEnvironmentInfo])
    return providers

_pgrx_test = rule(
    implementation = _pgrx_test_impl,
    test = True,
    attrs = {
        "emulators": EMULATORS,
        "extension": attr.label(aspects = [served], cfg = shipped_transition, mandatory = True, providers = [PgExtensionInfo]),
        "platform": attr.label(mandatory = True),
        "program": attr.label(cfg = shipped_transition, executable = True, mandatory = True),
        "server": server_attribute("extension"),
        "settings": attr.string_list(),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_harness": attr.label(default = "//src/tools/pg_harness:pg_unit_tests", cfg = tools, executable = True),
    },
)

def pgrx_test(name, extension, program, platform, server = None, settings = [], emulated = False, size = "large", **kwargs):
    """Runs a crate's own tests for one platform, its `#[pg_test]`s in the real PostgreSQL there.

    All of pgrx's kinds: `#[pg_test(error = "...")]`, `#[should_panic]`, `#[ignore]`, with the
    crate's `pg_test::setup` and `pg_test::postgresql_conf_options`; plain `#[test]`s beside
    them. Each `#[pg_test]` runs in a session of its own and a transaction that is rolled back,
    in a database with the extension. One line a test; a failure shows the error in full and
    what the server logged in that session. `--test_filter` chooses tests by a part of their
    names, `--test_arg=--include-ignored` the ignored ones too.

    Args:
      name: the test's name.
      extension: the crate with its feature `pg_test`: a `pgrx_extension` apart from the one that ships;
        the server also has what it names in `required`.
      program: its tests: a `pgrx_test_program`.
      platform: a platform that names a CPU and a PostgreSQL, `//platforms:linux_<cpu>_pg<major>`;
        `extension` and `program` are built for it, as what ships is.
      server: another server than that of `platform`.
      settings: server settings, `name=value`; they outdo the crate's own.
      emulated: as of pgrx_platform_test.
      size: the test's size; an emulated initdb takes up to 20 s.
      **kwargs: common test attributes.
    """
    check_attributes("pgrx_test", name, kwargs, EVERY_TEST)
    _pgrx_test(name = name, emulators = emulators_for(emulated), extension = extension, program = program, platform = platform, server = server, settings = settings, size = size, **kwargs)
