"""pg_server: a real PostgreSQL of a target, described so that tests can run it.

    @pg_server_<major>_<cpu>//:root  --+
    @qemu_<exec cpu>//:qemu-<cpu>    --+--> <name>.json, what src/tools/pg_harness reads
"""

load("//platforms:arches.bzl", "arch_of")
load("//platforms:glibc.bzl", "base_libraries")

PgServerInfo = provider(
    doc = "A PostgreSQL server that this machine can run, natively or emulated.",
    fields = {
        "base": "List of paths, relative to `root`, of what the suite's base offers an extension: postgres itself and libraries.",
        "glibc": "Version of its glibc, a string.",
        "arch": "Struct with cpu, bits and endian of the target.",
        "root": "File: the folder that its packages are unpacked in.",
        "spec": "File: the description, as JSON; paths relative to the runfiles' main folder.",
        "files": "Runfiles: spec, root and emulator.",
    },
)

def _pg_server_impl(ctx):
    root = ctx.file.root
    emulator = ctx.file.emulator
    spec = ctx.actions.declare_file(ctx.label.name + ".json")
    lib = "usr/lib/" + ctx.attr.tuple
    ctx.actions.write(spec, json.encode_indent(struct(
        cpu = ctx.attr.cpu,
        major = int(ctx.attr.major),
        root = root.short_path,
        tuple = ctx.attr.tuple,
        # The harness counts from /usr, as /lib is a link there.
        loader = "lib/{}/{}".format(ctx.attr.tuple, ctx.attr.loader),
        emulator = emulator.short_path if emulator else None,
    )) + "\n")
    return [
        DefaultInfo(
            files = depset([spec]),
            runfiles = ctx.runfiles([spec, root] + ([emulator] if emulator else [])),
        ),
        PgServerInfo(
            arch = struct(
                cpu = ctx.attr.cpu,
                bits = ctx.attr.bits,
                endian = ctx.attr.endian,
            ),
            base = ["usr/lib/postgresql/{}/bin/postgres".format(ctx.attr.major)] +
                   ["{}/{}".format(lib, name) for name in base_libraries(arch_of(ctx.attr.cpu))],
            glibc = ctx.attr.glibc,
            root = root,
            spec = spec,
            files = ctx.runfiles([spec, root] + ([emulator] if emulator else [])),
        ),
    ]

pg_server = rule(
    implementation = _pg_server_impl,
    doc = "Describes the server of one (architecture row, PostgreSQL row); see declare_servers.",
    attrs = {
        "bits": attr.int(mandatory = True),
        "cpu": attr.string(mandatory = True),
        "emulator": attr.label(allow_single_file = True, doc = "None where the machine runs the target's programs itself."),
        "endian": attr.string(mandatory = True),
        "glibc": attr.string(mandatory = True),
        "loader": attr.string(mandatory = True),
        "major": attr.string(mandatory = True),
        "root": attr.label(allow_single_file = True, mandatory = True),
        "tuple": attr.string(mandatory = True),
    },
)
