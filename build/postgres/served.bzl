"""served: the server of whatever an extension is built for, for its tests.

    pgrx_release --extension, to its platform--> pgrx_extension --server_toolchain_type--> PgServerInfo

An aspect, so that the platform is the extension's own and need not be named again, and so that
nothing but a test fetches a server.
"""

load("//platforms:arches.bzl", "ARCHES", "arch_of")
load("//platforms:tools.bzl", "tools")
load(":info.bzl", "PgServerInfo")

_TYPE = "//build/postgres:server_toolchain_type"

_ServedInfo = provider(
    doc = "The server of an extension's platform.",
    fields = {"server": "A PgServerInfo; None where there is none."},
)

ERROR_NO_SERVER = """\
{label}: no server of PostgreSQL {major} for {cpu} is known to run {extension} in.
To mend it: give its postgres_toolchain a `server`, and register `<its name>_server` too; or name one in `{attribute}`."""

def _served_impl(_target, ctx):
    below = getattr(ctx.rule.attr, "extension", None)
    for extension in below if type(below) == "list" else [below]:
        if type(extension) == "Target" and _ServedInfo in extension:
            return [extension[_ServedInfo]]
    toolchain = ctx.toolchains[_TYPE]
    return [_ServedInfo(server = toolchain.server if toolchain else None)]

# Of a test's attributes that name an extension.
served = aspect(
    implementation = _served_impl,
    attr_aspects = ["extension"],
    doc = "Finds the server of the platform that an extension is built for.",
    toolchains = [config_common.toolchain_type(_TYPE, mandatory = False)],
)

def server_attribute(extension):
    """An attribute for another server than that of an extension's platform.

    Args:
      extension: the attribute that names the extension.

    Returns:
      An attribute.
    """
    return attr.label(
        # Where a test declares it, its own platform is another one.
        cfg = tools,
        doc = "Another server than that of the platform that `{}` is built for.".format(extension),
        providers = [PgServerInfo],
    )

# What emulates each CPU: in a list, as a macro doesn't know of which CPU an extension is. All are of one
# repository, and a test has the one that it starts.
EMULATORS = attr.label_list(allow_files = True, cfg = tools)

def emulators_for(emulated):
    """The value of an attribute EMULATORS.

    Args:
      emulated: whether a test runs under emulation even where the machine has the CPU.

    Returns:
      A list of labels.
    """
    return [Label("//build/emulation:qemu_" + arch.cpu) for arch in ARCHES] if emulated else []

def emulation(ctx, built):
    """What a test's harness is told of it.

    Args:
      ctx: the test's context, with EMULATORS as attribute `emulators`.
      built: the extension's PgExtensionInfo.

    Returns:
      A struct of `arguments`, and `files`.
    """
    files = [file for file in ctx.files.emulators if file.basename == "qemu-" + arch_of(built.cpu).qemu]
    return struct(arguments = ["--emulator=" + file.short_path for file in files], files = files)

def server_of(ctx, extension, built, attribute = "server"):
    """The server that a test runs an extension in.

    Args:
      ctx: the test's context.
      extension: the target of its attribute with the aspect `served`.
      built: the extension's PgExtensionInfo.
      attribute: its attribute of `server_attribute`.

    Returns:
      A PgServerInfo.
    """
    given = getattr(ctx.attr, attribute)
    server = given[0][PgServerInfo] if given else extension[_ServedInfo].server
    if not server:
        fail("\n" + ERROR_NO_SERVER.format(
            attribute = attribute,
            cpu = built.cpu,
            extension = extension.label,
            label = ctx.label,
            major = built.major,
        ))
    return server
