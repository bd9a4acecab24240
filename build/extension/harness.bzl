"""What the programs of src/tools/pg_harness are told of a server with an extension."""

load("//build/postgres:served.bzl", "emulation", "server_of")
load(":info.bzl", "PgExtensionInfo")
load(":required.bzl", "trees_of")

visibility(["//build/extension/..."])

def harness(ctx, target, loaded = False):
    """Their arguments, and what they read.

    Args:
      ctx: the context of a rule with the attributes `server`, `settings` and, where it may be `emulated`, `emulators`.
      target: the extension as shipped.
      loaded: whether the extension is created too.

    Returns:
      A struct of `arguments` and `runfiles`.
    """
    extension = target[PgExtensionInfo]
    server = server_of(ctx, target, extension)
    trees = trees_of(extension)
    arguments = ["--server", server.spec.short_path]
    if loaded:
        arguments += ["--load-extension", extension.extension]
    files = trees.files
    if hasattr(ctx.attr, "emulators"):
        emulator = emulation(ctx, extension)
        arguments += emulator.arguments
        files = files + emulator.files
    for root in trees.roots:
        arguments += ["--extension", root]
    for setting in ctx.attr.settings:
        arguments += ["--setting", setting]
    return struct(arguments = arguments, runfiles = ctx.runfiles(files).merge(server.files))
