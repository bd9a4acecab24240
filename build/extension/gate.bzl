"""gate: what an extension's library needs is there where it is to load, or the build fails.

    library, stubs of the oldest glibc, postgres, what was linked --elf_gate--> <name>.elf.txt
"""

load("@rules_rust//rust:defs.bzl", "rust_common")
load("//build/postgres:info.bzl", "PostgresInfo")
load("//platforms:arches.bzl", "arch_of")
load("//platforms:pinned.bzl", "pinned_once")
load("//platforms:tools.bzl", "tools")

# What decides whether it loads. `pgrx_elf_test` asks all rules.
_RULES = ["identity", "base", "needed", "glibc", "versions", "symbols"]

GATE_ATTRIBUTES = {
    "_elf_gate": attr.label(cfg = tools, default = "//src/tools/elf_gate", executable = True),
    "_postgres": attr.label(cfg = pinned_once, default = "//build/postgres", providers = [PostgresInfo]),
}

def _is_shared(file):
    return file.extension == "so" or ".so." in file.basename

def _linked(cdylib):
    """Shared libraries that the link was given, and archives, to name what asks for a symbol."""
    info = cdylib[rust_common.dep_info]
    shared, archives = [], []
    for input in info.transitive_noncrates.to_list():
        shared += [file for file in input.additional_inputs if _is_shared(file)]
        for library in input.libraries:
            archive = library.pic_static_library or library.static_library
            if library.dynamic_library and not archive:
                shared.append(library.dynamic_library)
            elif archive:
                archives.append(archive)
    return shared, depset(archives, transitive = [info.transitive_crate_outputs])

def library_of(ctx):
    """The library of a rule's `cdylib`: a File."""
    return [file for file in ctx.files.cdylib if file.extension == "so"][0]

def postgres_of(ctx):
    """The PostgreSQL of a rule with GATE_ATTRIBUTES: a PostgresInfo."""
    return ctx.attr._postgres[0][PostgresInfo]

def gate(ctx, stubs):
    """Declares the action.

    Args:
      ctx: of a rule with GATE_ATTRIBUTES and `cdylib`, a list of one.
      stubs: the GlibcStubsInfo that it was linked with.

    Returns:
      File: the report, for the output group `_validation`.
    """
    library = library_of(ctx)
    postgres = postgres_of(ctx)
    arch = arch_of(postgres.cpu)
    report = ctx.actions.declare_file(ctx.label.name + ".elf.txt")
    shared, archives = _linked(ctx.attr.cdylib[0])
    args = ctx.actions.args()
    args.add("--library", library)
    args.add("--machine", arch.cpu)
    args.add("--class", arch.bits)
    args.add("--endian", arch.endian)
    args.add("--glibc-max", stubs.floor)
    args.add_all("--provider-folder", [stubs.folder], expand_directories = False)
    args.add("--newer", stubs.newer)
    args.add("--provider", postgres.program)
    args.add_all(shared, before_each = "--provider")
    args.add_all(archives, before_each = "--linked")
    args.add_all(_RULES, before_each = "--rule")
    args.add("--report", report)
    ctx.actions.run(
        executable = ctx.executable._elf_gate,
        arguments = [args],
        inputs = depset([library, stubs.folder, stubs.newer, postgres.program] + shared, transitive = [archives]),
        outputs = [report],
        mnemonic = "ElfGate",
        progress_message = "Checking what %{label} needs",
        env = {},
        toolchain = None,
    )
    return report
