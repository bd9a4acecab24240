"""Tests of a built extension: `pgrx_platform_test`, `pgrx_elf_test`, `pgrx_transfer_test`.

Each is one of our programs with its arguments.
"""

load("//build/emulation:server.bzl", "PgServerInfo")
load("//build/starter:starter.bzl", "renewal", "starter")
load("//platforms:tools.bzl", "tools")
load(":info.bzl", "PgExtensionInfo")
load(":required.bzl", "trees_of")

def _test(ctx, program, arguments, runfiles):
    return [DefaultInfo(
        executable = starter(ctx, program[DefaultInfo].files_to_run.executable, arguments),
        runfiles = runfiles.merge(program[DefaultInfo].default_runfiles),
    )]

def _pgrx_platform_test_impl(ctx):
    server = ctx.attr.server[0][PgServerInfo]
    trees = trees_of(ctx.attr.extension[PgExtensionInfo])
    arguments = ["--server", server.spec.short_path]
    for root in trees.roots:
        arguments += ["--extension", root]
    for file in ctx.files.sql:
        arguments += ["--sql", file.short_path]
    for file in ctx.files.expected:
        arguments += ["--expected", file.short_path]
    for setting in ctx.attr.settings:
        arguments += ["--setting", setting]
    if ctx.files.expected:
        arguments += ["--renew-command", renewal(ctx, ctx.files.expected[0].dirname)]
    return _test(ctx, ctx.attr._program[0], arguments, ctx.runfiles(
        ctx.files.sql + ctx.files.expected + trees.files,
    ).merge(server.files))

_COMMON = {
    "extension": attr.label(
        doc = "The extension as shipped: a `pgrx_release` of the server's platform.",
        mandatory = True,
        providers = [PgExtensionInfo],
    ),
    "server": attr.label(
        # Emulated or not is a matter of the machine that runs the test.
        cfg = tools,
        doc = "The server: `@rules_pgrx//build/emulation:server_<major>_<cpu>`.",
        mandatory = True,
        providers = [PgServerInfo],
    ),
}

_pgrx_platform_test = rule(
    implementation = _pgrx_platform_test_impl,
    test = True,
    attrs = _COMMON | {
        "expected": attr.label_list(allow_files = [".out"]),
        "settings": attr.string_list(),
        "sql": attr.label_list(allow_files = [".sql"], mandatory = True),
        "_program": attr.label(default = "//src/tools/pg_harness:pg_sql_test", cfg = tools, executable = True),
    },
)

def pgrx_platform_test(name, extension, server, sql, expected, settings = [], size = "large", **kwargs):
    """Runs SQL in the real PostgreSQL of the target, natively or emulated.

    Each file runs in a fresh database, as pg_regress does it, and its output is
    compared byte by byte.

    Args:
      name: the test's name.
      extension: the extension as shipped: a `pgrx_release` of the server's platform.
      server: `@rules_pgrx//build/emulation:server_<major>_<cpu>`.
      sql: `<case>.sql` files.
      expected: `<case>.out` files; `bazel run <test> -- --update <folder>` writes them.
      settings: server settings, `name=value`.
      size: the test's size; an emulated initdb takes up to 20 s.
      **kwargs: common test attributes.
    """
    _pgrx_platform_test(name = name, extension = extension, server = server, sql = sql, expected = expected, settings = settings, size = size, **kwargs)

def _pgrx_elf_test_impl(ctx):
    server = ctx.attr.server[0][PgServerInfo]
    extension = ctx.attr.extension[PgExtensionInfo]
    arch = server.arch
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
        arguments += ["--provider", "{}/{}".format(server.root.short_path, path)]
    return _test(ctx, ctx.attr._program[0], arguments, ctx.runfiles([extension.library]).merge(server.files))

pgrx_elf_test = rule(
    implementation = _pgrx_elf_test_impl,
    doc = """Checks the library of an extension against its target.

Machine, class and endianness; every NEEDED library in the suite's base; no
symbol version above the glibc that it is to load with; every undefined symbol exported by the
pinned `postgres` or the base; schema section, magic function and RELRO
present; no build path inside.""",
    test = True,
    attrs = _COMMON | {
        "_program": attr.label(default = "//src/tools/elf_gate", cfg = tools, executable = True),
    },
)

def _pgrx_transfer_test_impl(ctx):
    source, target = ctx.attr.server[0][PgServerInfo], ctx.attr.target_server[0][PgServerInfo]
    extension, other = [trees_of(target[PgExtensionInfo]) for target in [ctx.attr.extension, ctx.attr.target_extension]]
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
        "target_extension": attr.label(mandatory = True, providers = [PgExtensionInfo], doc = "The extension that the dump is restored with: a `pgrx_release` of another platform."),
        "target_server": attr.label(cfg = tools, mandatory = True, providers = [PgServerInfo], doc = "The server of that platform."),
        "_program": attr.label(default = "//src/tools/pg_harness:pg_dump_restore_test", cfg = tools, executable = True),
    },
)
