"""pgrx_extension: a crate and a control file -> an installable extension.

    crate --rustc--> cdylib --pgrx_schema--> <name>--<version>.sql, <name>.control
                        \\_______________________________ <name>.so
"""

load("@rules_rust//rust:defs.bzl", "rust_shared_library")
load("//platforms:arches.bzl", "ARCHES")
load("//platforms:pinned.bzl", "pinned")
load("//platforms:postgres.bzl", "RELEASES")
load("//platforms:tools.bzl", "tools")
load(":info.bzl", "extension_info", "library_path", "share_path")

ERROR_CONTROL_NAME = """\
{name}: the control file {control} is not named <extension>.control, after which the extension is called.
To mend it: rename the file to <extension>.control, and name it in `control`."""

def pgrx_extension(
        name,
        srcs,
        control,
        version,
        deps = [],
        upgrade_scripts = [],
        crate_name = None,
        crate_features = [],
        edition = "2021",
        visibility = None,
        tags = [],
        **kwargs):
    """Builds a pgrx extension for the target platform's CPU and PostgreSQL.

    The platform must name a PostgreSQL: `--platforms=//platforms:linux_<cpu>_pg<major>`,
    or reach the target through `pgrx_release`.

    Outputs, in Debian's install layout below the target's own folder:
    `lib/postgresql/<major>/lib/<extension>.so` and, in
    `share/postgresql/<major>/extension/`, `<extension>.control`,
    `<extension>--<version>.sql` and the upgrade scripts.

    Args:
      name: the target's name; `<name>_cdylib` is the bare library.
      srcs: the crate's Rust files; the root is src/lib.rs.
      control: `<extension>.control`, where @CARGO_VERSION@ stands for `version`.
      version: the extension's version.
      deps: the crates it uses, `@crates//:pgrx` among them.
      upgrade_scripts: `<extension>--<from>--<to>.sql` files.
      crate_name: the crate's name; the extension's by default.
      crate_features: further features; `pg<major>` is set by itself.
      edition: the Rust edition.
      visibility: who may depend on `name`.
      tags: tags of all targets.
      **kwargs: passed to rust_shared_library (rustc_flags, compile_data, proc_macro_deps, ...).
    """
    extension = extension_of(name, control)
    rust_shared_library(
        name = name + "_cdylib",
        srcs = srcs,
        crate_features = crate_features,
        crate_name = crate_name or extension.replace("-", "_"),
        edition = edition,
        tags = tags + ["manual"],
        version = version,
        visibility = ["//visibility:private"],
        deps = deps + [Label("//build/bindings:feature")],
        **kwargs
    )
    _pgrx_extension(
        name = name,
        cdylib = ":{}_cdylib".format(name),
        control = control,
        cpu = select({
            Label("@platforms//cpu:" + arch.cpu): arch.cpu
            for arch in ARCHES
        }),
        extension = extension,
        major = select({
            Label("//platforms:is_pg" + release.major): release.major
            for release in RELEASES
        } | {
            # What it depends on says that a PostgreSQL is missing.
            "//conditions:default": "",
        }),
        # It exists per platform only: see //:ext_<cpu>.
        tags = tags + ["manual"],
        upgrade_scripts = upgrade_scripts,
        version = version,
        visibility = visibility,
    )

def extension_of(name, control, fail = fail):
    """What an extension is called.

    Args:
      name: the target's name, for messages.
      control: label of its control file.
      fail: what to call with an error's text; tests pass their own.

    Returns:
      The control file's name without `.control`. None after an error.
    """
    file = control.rpartition("/")[2].rpartition(":")[2]
    if not file.endswith(".control") or file == ".control":
        return fail(ERROR_CONTROL_NAME.format(control = control, name = name))
    return file.removesuffix(".control")

def _pgrx_extension_impl(ctx):
    extension, major, version = ctx.attr.extension, ctx.attr.major, ctx.attr.version
    files = {}

    def declare(path):
        files[path] = ctx.actions.declare_file("{}/{}".format(ctx.label.name, path))
        return files[path]

    library = declare(library_path(extension, major))
    control = declare(share_path(extension + ".control", major))
    sql = declare(share_path("{}--{}.sql".format(extension, version), major))
    cdylib = [f for f in ctx.files.cdylib if f.extension == "so"][0]
    ctx.actions.symlink(output = library, target_file = cdylib)

    args = ctx.actions.args()
    args.add("--library", cdylib)
    args.add("--control", ctx.file.control)
    args.add("--extension-name", extension)
    args.add("--version", version)
    args.add("--sql-out", sql)
    args.add("--control-out", control)
    upgrades = []
    for script in ctx.files.upgrade_scripts:
        upgrades.append(declare(share_path(script.basename, major)))
        args.add("--upgrade", "{}={}".format(script.path, upgrades[-1].path))
    ctx.actions.run(
        executable = ctx.executable._pgrx_schema,
        arguments = [args],
        inputs = [cdylib, ctx.file.control] + ctx.files.upgrade_scripts,
        outputs = [sql, control] + upgrades,
        mnemonic = "PgrxSchema",
        progress_message = "Reading the SQL schema of %{label}",
        env = {},
    )
    return [
        DefaultInfo(files = depset(files.values()), runfiles = ctx.runfiles(files.values())),
        OutputGroupInfo(bindings = ctx.attr._bindings[0][DefaultInfo].files),
        extension_info(extension, version, major, ctx.attr.cpu, files),
    ]

_pgrx_extension = rule(
    implementation = _pgrx_extension_impl,
    doc = "Lays a cdylib out as an extension; see the macro pgrx_extension.",
    attrs = {
        "cdylib": attr.label(cfg = pinned, mandatory = True),
        "control": attr.label(mandatory = True, allow_single_file = [".control"]),
        "cpu": attr.string(mandatory = True),
        "extension": attr.string(mandatory = True),
        "major": attr.string(mandatory = True),
        "upgrade_scripts": attr.label_list(allow_files = [".sql"]),
        "version": attr.string(mandatory = True),
        "_bindings": attr.label(cfg = pinned, default = "//build/bindings"),
        "_pgrx_schema": attr.label(
            cfg = tools,
            default = "//src/tools/pgrx_schema",
            executable = True,
        ),
    },
)
