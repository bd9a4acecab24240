"""pgrx_rust_project: rust-project.json, by which rust-analyzer knows what Bazel compiles."""

load("//build/starter:starter.bzl", "starter")
load("//platforms:shipped.bzl", "shipped_transition")
load("//platforms:tools.bzl", "tools")
load(":crates.bzl", "CratesInfo", "crates")

ERROR_NO_CRATES = """\
{label}: there is no crate among `crates`: {crates}.
To mend it: name what rustc compiles, such as `<name>_cdylib` of a pgrx_extension."""

def _pgrx_rust_project_impl(ctx):
    found = [crate[CratesInfo] for crate in ctx.attr.crates if CratesInfo in crate]
    if not found:
        fail("\n" + ERROR_NO_CRATES.format(crates = ", ".join([str(crate.label) for crate in ctx.attr.crates]) or "[]", label = ctx.label))
    rows = ctx.actions.declare_file(ctx.label.name + ".rows")
    content = ctx.actions.args().set_param_file_format("multiline")
    content.add_all(depset(transitive = [info.rows for info in found]))
    ctx.actions.write(rows, content)
    program = ctx.attr._program[0][DefaultInfo]
    script = starter(ctx, program.files_to_run.executable, [
        "--rows=" + rows.short_path,
        "--sysroot=" + found[0].sysroot,
        "--std=" + ctx.file._std_manifest.path.removesuffix("/sysroot/Cargo.toml"),
    ])
    return [DefaultInfo(
        executable = script,
        runfiles = ctx.runfiles([rows] + _kept(ctx, found)).merge(program.default_runfiles),
    )]

def _kept(ctx, found):
    """Links to what editors read where Bazel has put it, so that it is there.

    In runfiles a crate's files for the target and those for the machine that builds would have the same name.
    """
    links = []
    for file in depset(transitive = [info.files for info in found]).to_list():
        name = "{}.files/{}".format(ctx.label.name, file.path)
        links.append(ctx.actions.declare_directory(name) if file.is_directory else ctx.actions.declare_file(name))
        ctx.actions.symlink(output = links[-1], target_file = file)
    return links

pgrx_rust_project = rule(
    implementation = _pgrx_rust_project_impl,
    doc = """`bazel run` writes `rust-project.json` into the workspace's folder, for rust-analyzer.

It has each crate with the features, flags and OUT_DIR that Bazel compiles it with, pgrx's bindings to PostgreSQL
among them. Bindings and procedural macros are built for it. Write it anew when Cargo.toml or Cargo.lock changes;
git should not see it, as it names folders of your machine. `--out=<file>` writes another file.""",
    executable = True,
    attrs = {
        "crates": attr.label_list(
            aspects = [crates],
            cfg = shipped_transition,
            doc = "Crates, or programs of their tests: `<name>_cdylib` of a `pgrx_extension`, a `pgrx_test_program`.",
            mandatory = True,
        ),
        "platform": attr.label(
            doc = "The platform that an editor is to see them compiled for, which says the PostgreSQL of the bindings.",
            mandatory = True,
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_program": attr.label(default = "//src/tools/rust_project", cfg = tools, executable = True),
        "_std_manifest": attr.label(allow_single_file = True, default = "@pinned//rust_std_source:library/sysroot/Cargo.toml"),
    },
)
