"""pgrx_extension: a crate and a control file -> an installable extension.

    crate --rustc--> cdylib --pgrx_schema--> <name>--<sql_version>.sql, <name>.control
                        \\_______________________________ <name>.so, or <name>-<sql_version>.so
"""

load("@rules_rust//rust:defs.bzl", "rust_shared_library")
load("//platforms:arches.bzl", "ARCHES")
load("//platforms:pinned.bzl", "pinned")
load("//platforms:postgres.bzl", "RELEASES")
load("//platforms:tools.bzl", "tools")
load(":info.bzl", "extension_info", "library_name", "library_path", "share_path")

ERROR_CONTROL_NAME = """\
{name}: the control file {control} is not named <extension>.control, after which the extension is called.
To mend it: rename the file to <extension>.control, and name it in `control`."""

# The platform's PostgreSQL as a Cargo feature.
MAJOR_FEATURE = select({
    Label("//platforms:is_pg" + release.major): ["pg" + release.major]
    for release in RELEASES
} | {
    # What the crate depends on says that a PostgreSQL is missing.
    "//conditions:default": [],
})

ERROR_UPGRADE_TWICE = """\
{label}: two of `upgrade_scripts` are called {script}, and one would be installed over the other.
To mend it: keep one of them, beside the control file or in sql/."""

def pgrx_extension(
        name,
        srcs,
        control,
        version,
        bindings = None,
        schema_tool = None,
        sql = None,
        deps = [],
        upgrade_scripts = [],
        sql_version = None,
        versioned_library = False,
        git_hash = "",
        crate_name = None,
        crate_features = [],
        edition = "2021",
        visibility = None,
        tags = [],
        **kwargs):
    """Builds a pgrx extension for the target platform's CPU and PostgreSQL.

    The platform must name a PostgreSQL: `--platforms=//platforms:linux_<cpu>_pg<major>`,
    or reach the target through `pgrx_release`.

    Outputs, in Debian's install layout below the target's own folder, called as
    cargo-pgrx calls them: `lib/postgresql/<major>/lib/<extension>.so`, or
    `<extension>-<sql_version>.so` where the control file has no `module_pathname`;
    and, in `share/postgresql/<major>/extension/`, `<extension>.control`,
    `<extension>--<sql_version>.sql` and the upgrade scripts.

    Args:
      name: the target's name; `<name>_cdylib` is the bare library.
      srcs: the crate's Rust files; the root is src/lib.rs.
      control: `<extension>.control`, read as PostgreSQL reads it. `@CARGO_VERSION@` in
        `default_version` stands for `version`, elsewhere for what `default_version` is then.
      version: the crate's version, which packages and images have.
      bindings: the bindings that its pgrx-pg-sys has, `@<universe>//:bindings`, for the output group `bindings`.
      schema_tool: what reads the library's SQL, of the extension's pgrx: `@<universe>//:pgrx_schema`;
        that of our own pgrx by default.
      sql: a file with the SQL, where it is not in the library: pgrx before 0.18.
      deps: the crates it uses, `@crates//:pgrx` among them.
      upgrade_scripts: `<extension>--<from>--<to>.sql` files, in which the same is filled in as
        in the control file.
      sql_version: what `default_version` of the control file says; `version` by default.
      versioned_library: whether the control file has no `module_pathname`: the SQL then names
        the library `<extension>-<sql_version>`. A build that was told otherwise than the
        control file says fails, and says which attribute to set.
      git_hash: the revision, in place of `@GIT_HASH@` in the control file and upgrade scripts;
        needed where that stands. cargo-pgrx asks git, which no action can: what it would say
        is no input of a build.
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
        crate_features = crate_features + MAJOR_FEATURE,
        crate_name = crate_name or extension.replace("-", "_"),
        edition = edition,
        tags = tags + ["manual"],
        version = version,
        visibility = ["//visibility:private"],
        deps = deps,
        **kwargs
    )
    _pgrx_extension(
        name = name,
        bindings = bindings,
        cdylib = ":{}_cdylib".format(name),
        control = control,
        cpu = select({
            Label("@platforms//cpu:" + arch.cpu): arch.cpu
            for arch in ARCHES
        }),
        extension = extension,
        git_hash = git_hash,
        major = select({
            Label("//platforms:is_pg" + release.major): release.major
            for release in RELEASES
        } | {
            # What it depends on says that a PostgreSQL is missing.
            "//conditions:default": "",
        }),
        pgrx_schema = schema_tool or Label("//src/tools/pgrx_schema"),
        sql = sql,
        # It exists per platform only: see //:ext_<cpu>.
        tags = tags + ["manual"],
        sql_version = sql_version or version,
        upgrade_scripts = upgrade_scripts,
        version = version,
        versioned_library = versioned_library,
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

def check_once(label, scripts, fail = fail):
    """Refuses upgrade scripts of one name.

    Args:
      label: whose they are, for messages.
      scripts: the files' names without their folders.
      fail: what to call with an error's text; tests pass their own.
    """
    for at, script in enumerate(scripts):
        if script in scripts[:at]:
            fail(ERROR_UPGRADE_TWICE.format(label = label, script = script))

def _pgrx_extension_impl(ctx):
    extension, major, sql_version = ctx.attr.extension, ctx.attr.major, ctx.attr.sql_version
    files = {}

    def declare(path):
        files[path] = ctx.actions.declare_file("{}/{}".format(ctx.label.name, path))
        return files[path]

    name = library_name(extension, sql_version, ctx.attr.versioned_library)
    library = declare(library_path(name, major))
    control = declare(share_path(extension + ".control", major))
    sql = declare(share_path("{}--{}.sql".format(extension, sql_version), major))
    cdylib = [f for f in ctx.files.cdylib if f.extension == "so"][0]
    ctx.actions.symlink(output = library, target_file = cdylib)

    args = ctx.actions.args()
    args.add("--library", cdylib)
    args.add("--control", ctx.file.control)
    if ctx.file.sql:
        args.add("--sql", ctx.file.sql)
    args.add("--extension-name", extension)
    args.add("--crate-version", ctx.attr.version)
    args.add("--sql-version", sql_version)
    if ctx.attr.versioned_library:
        args.add("--versioned-library")
    if ctx.attr.git_hash:
        args.add("--git-hash", ctx.attr.git_hash)
    args.add("--sql-out", sql)
    args.add("--control-out", control)
    check_once(ctx.label, [script.basename for script in ctx.files.upgrade_scripts])
    upgrades = []
    for script in ctx.files.upgrade_scripts:
        upgrades.append(declare(share_path(script.basename, major)))
        args.add("--upgrade", "{}={}".format(script.path, upgrades[-1].path))
    ctx.actions.run(
        executable = ctx.executable.pgrx_schema,
        arguments = [args],
        inputs = [cdylib, ctx.file.control] + ctx.files.sql + ctx.files.upgrade_scripts,
        outputs = [sql, control] + upgrades,
        mnemonic = "PgrxSchema",
        progress_message = "Reading the SQL schema of %{label}",
        env = {},
    )
    return [
        DefaultInfo(files = depset(files.values()), runfiles = ctx.runfiles(files.values())),
        OutputGroupInfo(bindings = ctx.attr.bindings[0][DefaultInfo].files if ctx.attr.bindings else depset()),
        extension_info(
            extension = extension,
            version = ctx.attr.version,
            sql_version = sql_version,
            library = name,
            major = major,
            cpu = ctx.attr.cpu,
            files = files,
        ),
    ]

_pgrx_extension = rule(
    implementation = _pgrx_extension_impl,
    doc = "Lays a cdylib out as an extension; see the macro pgrx_extension.",
    attrs = {
        "bindings": attr.label(cfg = pinned),
        "cdylib": attr.label(cfg = pinned, mandatory = True),
        "control": attr.label(mandatory = True, allow_single_file = [".control"]),
        "cpu": attr.string(mandatory = True),
        "extension": attr.string(mandatory = True),
        "git_hash": attr.string(),
        "major": attr.string(mandatory = True),
        "pgrx_schema": attr.label(
            cfg = tools,
            executable = True,
            mandatory = True,
        ),
        "sql": attr.label(allow_single_file = [".sql"]),
        "sql_version": attr.string(mandatory = True),
        "upgrade_scripts": attr.label_list(allow_files = [".sql"]),
        "version": attr.string(mandatory = True),
        "versioned_library": attr.bool(),
    },
)
