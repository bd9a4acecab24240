"""pgrx_static_binary: a Rust program that needs no file of the system it runs on.

    rust_binary --transition: linux_<cpu>_static, -c opt--> program --symlink--> <name>
                                                               \\--static_gate--> validation
"""

load("//platforms:arches.bzl", "arch_of")
load("//platforms:postgres.bzl", "static_suite")
load("//platforms:shipped.bzl", "SHIPPED_INPUTS", "SHIPPED_SETTINGS", "shipped_for")
load("//platforms:tools.bzl", "tools")

def _static_transition_impl(settings, attr):
    return shipped_for(settings, Label("//platforms:linux_{}_static".format(arch_of(attr.cpu).cpu)))

_static_transition = transition(
    implementation = _static_transition_impl,
    inputs = SHIPPED_INPUTS,
    outputs = SHIPPED_SETTINGS,
)

def static_links(arch):
    """The Debian packages whose code a static program has in it.

    Args:
      arch: a row of //platforms:arches.bzl.

    Returns:
      {lock: names, separated by commas}, as `links` of pgrx_sbom wants it.
    """
    suite = static_suite(arch)
    return {
        Label("//thirdparty/debian:sysroot_{}.lock.json".format(suite.name)): "libc6-dev,libgcc-{}-dev".format(suite.gcc),
    }

def _static_binary_impl(ctx):
    arch = arch_of(ctx.attr.cpu)
    program = ctx.executable.program
    shipped = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.symlink(output = shipped, target_file = program, is_executable = True)

    report = ctx.actions.declare_file(ctx.label.name + ".elf.txt")
    ctx.actions.run(
        executable = ctx.executable._gate,
        arguments = [
            "--program",
            program.path,
            "--machine",
            arch.cpu,
            "--class",
            str(arch.bits),
            "--endian",
            arch.endian,
            "--report",
            report.path,
        ],
        inputs = [program],
        outputs = [report],
        mnemonic = "StaticGate",
        progress_message = "Checking that %{label} is static",
    )
    return [
        DefaultInfo(
            executable = shipped,
            files = depset([shipped]),
            runfiles = ctx.runfiles([shipped]),
        ),
        # Asked for in every build that uses the program, so none is used unchecked.
        OutputGroupInfo(_validation = depset([report])),
    ]

pgrx_static_binary = rule(
    implementation = _static_binary_impl,
    doc = """Builds a Rust program fully static and optimised (-c opt) for one CPU.

The program runs on any Linux of that CPU, whatever C library it has or lacks. The
build fails where it has an interpreter, a needed library or a path of the build
in it (`src/tools/elf_gate:static_gate`); the report is `<name>.elf.txt`.

A static glibc can't load modules: `getaddrinfo`, `getpwnam` and `iconv` work only
where the very same glibc is installed. Read /etc/passwd and talk to addresses instead.""",
    executable = True,
    attrs = {
        "cpu": attr.string(
            doc = "A `cpu` of //platforms:arches.bzl.",
            mandatory = True,
        ),
        "program": attr.label(
            cfg = _static_transition,
            doc = "A rust_binary.",
            executable = True,
            mandatory = True,
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_gate": attr.label(
            cfg = tools,
            default = "//src/tools/elf_gate:static_gate",
            executable = True,
        ),
    },
)
