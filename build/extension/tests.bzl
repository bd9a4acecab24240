"""Tests of a built extension: `pgrx_platform_test`, `pgrx_elf_test`, `pgrx_transfer_test`.

Each is one of our programs with its arguments.
"""

load("//build/macros:attributes.bzl", "EVERY_TEST", "check_attributes")
load("//build/postgres:served.bzl", "EMULATORS", "emulators_for", "served", "server_attribute", "server_of")
load("//build/starter:starter.bzl", "renewal", "starter")
load("//platforms:arches.bzl", "arch_of")
load("//platforms:tools.bzl", "tools")
load(":harness.bzl", "harness")
load(":info.bzl", "PgExtensionInfo")
load(":regress.bzl", "check_outputs")
load(":required.bzl", "libraries_beside", "trees_of")

def _test(ctx, program, arguments, runfiles):
    return [DefaultInfo(
        executable = starter(ctx, program[DefaultInfo].files_to_run.executable, arguments),
        runfiles = runfiles.merge(program[DefaultInfo].default_runfiles),
    )]

def _pgrx_platform_test_impl(ctx):
    told = harness(ctx, ctx.attr.extension)
    check_outputs(ctx.label, [file.short_path for file in ctx.files.sql], [file.short_path for file in ctx.files.expected])
    arguments = told.arguments + ["--tested", ctx.attr.extension[PgExtensionInfo].extension]
    for file in ctx.files.sql:
        arguments += ["--sql", file.short_path]
    for file in ctx.files.expected:
        arguments += ["--expected", file.short_path]
    if ctx.files.expected:
        arguments += ["--renew-command", renewal(ctx)]
    return _test(ctx, ctx.attr._program[0], arguments, ctx.runfiles(ctx.files.sql + ctx.files.expected).merge(told.runfiles))

_COMMON = {
    "extension": attr.label(
        aspects = [served],
        doc = "The extension as shipped: a `pgrx_release`.",
        mandatory = True,
        providers = [PgExtensionInfo],
    ),
    "server": server_attribute("extension"),
}

_pgrx_platform_test = rule(
    implementation = _pgrx_platform_test_impl,
    test = True,
    attrs = _COMMON | {
        "emulators": EMULATORS,
        "expected": attr.label_list(allow_files = [".out"]),
        "settings": attr.string_list(),
        "sql": attr.label_list(allow_files = [".sql"], mandatory = True),
        "_program": attr.label(default = "//src/tools/pg_harness:pg_sql_test", cfg = tools, executable = True),
    },
)

def pgrx_platform_test(name, extension, sql, expected, server = None, settings = [], emulated = False, size = "large", **kwargs):
    """Runs SQL in the real PostgreSQL of the target, natively or emulated.

    Each file runs in a fresh database, which has no extension, and its output is compared byte by byte.
    A file `setup.sql` among them runs in each database before the file whose turn it is, as of `cargo pgrx regress`.

    Args:
      name: the test's name.
      extension: the extension as shipped: a `pgrx_release`.
      sql: `<case>.sql` files.
      expected: `<case>.out` files; `bazel run <test> -- --update` renews them.
      server: another server than that of the platform that `extension` is built for.
      settings: server settings, `name=value`.
      emulated: whether to run it under emulation even where the machine could run it itself: then, too, on a CPU
        that has what the extension may use, and little more ([levels](cpu_levels.md)).
      size: the test's size; an emulated initdb takes up to 20 s.
      **kwargs: common test attributes.
    """
    check_attributes("pgrx_platform_test", name, kwargs, EVERY_TEST)
    _pgrx_platform_test(name = name, emulators = emulators_for(emulated), extension = extension, server = server, sql = sql, expected = expected, settings = settings, size = size, **kwargs)

def _pgrx_elf_test_impl(ctx):
    extension = ctx.attr.extension[PgExtensionInfo]
    server = server_of(ctx, ctx.attr.extension, extension)
    arch = arch_of(extension.cpu)
    arguments = [
        "--library",
        extension.library.short_path,
        "--machine",
        arch.cpu,
        "--class",
        str(arch.bits),
        "--endian",
        arch.endian,
        "--glibc-max",
        extension.glibc,
        "--report",
        ctx.label.name + ".json",
    ]
    for path in server.base:
        arguments += ["--provider", path]
    beside = libraries_beside(extension)
    for file in beside:
        arguments += ["--bundled", file.short_path]
    return _test(ctx, ctx.attr._program[0], arguments, ctx.runfiles([extension.library] + beside).merge(server.files))

pgrx_elf_test = rule(
    implementation = _pgrx_elf_test_impl,
    doc = """Checks the library of an extension against its target.

Machine, class and endianness; every NEEDED library in the suite's base or a `pgrx.libraries`; no
symbol version above the glibc that it is to load with; every undefined symbol exported by the
pinned `postgres` or the base; schema section, magic function and RELRO
present; no build path inside.""",
    test = True,
    attrs = _COMMON | {
        "_program": attr.label(default = "//src/tools/elf_gate", cfg = tools, executable = True),
    },
)

def _pgrx_transfer_test_impl(ctx):
    built, other_built = [target[PgExtensionInfo] for target in [ctx.attr.extension, ctx.attr.target_extension]]
    source = server_of(ctx, ctx.attr.extension, built)
    target = server_of(ctx, ctx.attr.target_extension, other_built, "target_server")
    extension, other = trees_of(built), trees_of(other_built)
    return _test(ctx, ctx.attr._program[0], [
        "--source",
        source.spec.short_path,
        "--target",
        target.spec.short_path,
        "--load",
        ctx.file.setup.short_path,
        "--query",
        ctx.file.query.short_path,
    ] + ["--source-extension=" + root for root in extension.roots] + [
        "--target-extension=" + root
        for root in other.roots
    ], ctx.runfiles(
        [ctx.file.setup, ctx.file.query] + extension.files + other.files,
    ).merge(source.files).merge(target.files))

pgrx_transfer_test = rule(
    implementation = _pgrx_transfer_test_impl,
    doc = "Loads SQL on one architecture, restores its dump on another, and compares the answers to queries; then the other way.",
    test = True,
    attrs = _COMMON | {
        "setup": attr.label(allow_single_file = [".sql"], mandatory = True, doc = "SQL that creates the data, run on the server that is dumped."),
        "query": attr.label(allow_single_file = [".sql"], mandatory = True, doc = "SQL whose output must be the same before the dump and after it is restored."),
        "target_extension": attr.label(aspects = [served], mandatory = True, providers = [PgExtensionInfo], doc = "The extension that the dump is restored with: a `pgrx_release` of another platform."),
        "target_server": server_attribute("target_extension"),
        "_program": attr.label(default = "//src/tools/pg_harness:pg_dump_restore_test", cfg = tools, executable = True),
    },
)
