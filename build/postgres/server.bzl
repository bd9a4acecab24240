"""pg_server: a real PostgreSQL of a target, described so that tests can run it; a toolchain.

    @pg_server_<major>_<cpu>//:root         --+
    somebody's own programs, if it's theirs --+--> <name>.json, what src/tools/pg_harness reads
    @qemu_<exec cpu>//:qemu-<cpu>           --+
"""

load("//platforms:arches.bzl", "arch_of")
load("//platforms:glibc.bzl", "base_libraries")
load("//platforms:levels.bzl", "by_level", "level_of", "levels_of", "target_level")
load("//platforms:tools.bzl", "tools")
load(":info.bzl", "PgServerInfo")
load(":layout.bzl", "LAYOUT_ATTRIBUTES", "layout_of")

ERROR_PROGRAM = """\
{label}: the program {program} is not the file postgres in a folder {programs}.
To mend it: let `programs` be what `pg_config --bindir` says, less the prefix."""

def _own(ctx, layout):
    """Where somebody's own tree lies in runfiles: its folder, and that in it which the layout counts from."""
    program = ctx.file.program
    end = "/{}/postgres".format(layout.programs)
    if not ("/" + program.short_path).endswith(end):
        fail("\n" + ERROR_PROGRAM.format(label = ctx.label, program = program.short_path, programs = layout.programs))
    prefix = ("/" + program.short_path).removesuffix(end).removeprefix("/")
    parts = prefix.split("/")
    outside = 2 if parts[0] == ".." else 0
    return struct(tree = "/".join(parts[:outside]) or ".", prefix = "/".join(parts[outside:]))

def _cpu_model(label, arch, level):
    """What the harness is told of the CPU that programs see: its level, those above, and QEMU's model of it."""
    names = [row.name for row in levels_of(arch.cpu)]
    row = level_of(label, level) if level else None
    return struct(
        higher = names[names.index(level) + 1:] if level else names,
        level = level or None,
        qemu = (row.qemu or None) if row else arch.qemu_cpu,
    )

def _pg_server_impl(ctx):
    arch = arch_of(ctx.attr.cpu)
    layout = layout_of(ctx, ctx.attr.major)
    own = _own(ctx, layout) if ctx.file.program else None
    root = ctx.file.root
    emulator = ctx.files.emulator[0] if ctx.files.emulator else None
    spec = ctx.actions.declare_file(ctx.label.name + ".json")
    ctx.actions.write(spec, json.encode_indent(struct(
        cpu = arch.cpu,
        cpu_model = _cpu_model(ctx.label, arch, ctx.attr.cpu_level),
        major = int(ctx.attr.major),
        root = root.short_path,
        tuple = arch.tuple,
        # The harness counts from /usr, as /lib is a link there.
        loader = "lib/{}/{}".format(arch.tuple, arch.loader),
        emulator = emulator.short_path if emulator else None,
        layout = layout,
        postgres = own,
    )) + "\n")
    files = ctx.runfiles([spec, root] + ctx.files.emulator + ctx.files.files)
    prefix = "{}/{}".format(own.tree, own.prefix) if own else root.short_path + "/usr"
    server = PgServerInfo(
        base = ["{}/{}/postgres".format(prefix, layout.programs)] + [
            "{}/usr/lib/{}/{}".format(root.short_path, arch.tuple, library)
            for library in base_libraries(arch)
        ],
        files = files,
        spec = spec,
    )
    return [
        DefaultInfo(files = depset([spec]), runfiles = files),
        platform_common.ToolchainInfo(server = server),
        server,
    ]

pg_server = rule(
    implementation = _pg_server_impl,
    doc = "Describes a server; a toolchain of type `//build/postgres:server_toolchain_type`.",
    attrs = LAYOUT_ATTRIBUTES | {
        "cpu": attr.string(doc = "Bazel's name of the CPU.", mandatory = True),
        "cpu_level": attr.string(doc = "The level of the CPU that programs see, a row of //platforms:levels.bzl; the baseline's where empty."),
        "emulator": attr.label(
            allow_files = True,
            # Seen from the machine that runs the test.
            cfg = tools,
            doc = "What runs its programs: a file, or none where the machine runs them itself.",
        ),
        "files": attr.label_list(allow_files = True, doc = "What a PostgreSQL outside of `root` needs to run."),
        "major": attr.string(doc = "The major version.", mandatory = True),
        "program": attr.label(allow_single_file = True, doc = "The server's program, where it is not in `root`."),
        "root": attr.label(allow_single_file = True, doc = "The folder that its packages, or those of its system, are unpacked in.", mandatory = True),
    },
    provides = [platform_common.ToolchainInfo, PgServerInfo],
)

def cpu_of_platform(cpu):
    """Attributes of a `pg_server` for the target platform: by QEMU too where a level asks for a CPU that QEMU emulates.

    Args:
      cpu: Bazel's name of the CPU.

    Returns:
      A dict: cpu, cpu_level and emulator.
    """
    here, qemu = Label("//build/emulation:emulator_" + cpu), Label("//build/emulation:qemu_" + cpu)
    return {
        "cpu": cpu,
        "cpu_level": target_level(),
        "emulator": by_level(cpu, lambda level: qemu if level.qemu else here, here),
    }
