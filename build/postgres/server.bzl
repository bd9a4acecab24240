"""pg_server: a real PostgreSQL of a target, described so that tests can run it; a toolchain.

    @pg_server_<major>_<cpu>//:root  --+
    @qemu_<exec cpu>//:qemu-<cpu>    --+--> <name>.json, what src/tools/pg_harness reads
"""

load("//platforms:arches.bzl", "arch_of")
load("//platforms:glibc.bzl", "base_libraries")
load("//platforms:tools.bzl", "tools")
load(":info.bzl", "PgServerInfo", "debian_layout")

def _pg_server_impl(ctx):
    arch = arch_of(ctx.attr.cpu)
    root = ctx.file.root
    emulator = ctx.files.emulator[0] if ctx.files.emulator else None
    spec = ctx.actions.declare_file(ctx.label.name + ".json")
    ctx.actions.write(spec, json.encode_indent(struct(
        cpu = arch.cpu,
        major = int(ctx.attr.major),
        root = root.short_path,
        tuple = arch.tuple,
        # The harness counts from /usr, as /lib is a link there.
        loader = "lib/{}/{}".format(arch.tuple, arch.loader),
        emulator = emulator.short_path if emulator else None,
    )) + "\n")
    files = ctx.runfiles([spec, root] + ctx.files.emulator)
    base = [debian_layout(ctx.attr.major).programs + "/postgres"] + [
        "lib/{}/{}".format(arch.tuple, library)
        for library in base_libraries(arch)
    ]
    server = PgServerInfo(
        base = ["{}/usr/{}".format(root.short_path, file) for file in base],
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
    attrs = {
        "cpu": attr.string(doc = "Bazel's name of the CPU.", mandatory = True),
        "emulator": attr.label(
            allow_files = True,
            # Seen from the machine that runs the test.
            cfg = tools,
            doc = "What runs its programs: a file, or none where the machine runs them itself.",
        ),
        "major": attr.string(doc = "The major version.", mandatory = True),
        "root": attr.label(allow_single_file = True, doc = "The folder that its packages are unpacked in.", mandatory = True),
    },
    provides = [platform_common.ToolchainInfo, PgServerInfo],
)
