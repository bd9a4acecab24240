"""installed_extension: a library laid out as it is installed, its SQL and control file beside it, and checked."""

load("//build/glibc:stubs.bzl", "GlibcStubsInfo")
load("//platforms:pinned.bzl", "pinned", "pinned_once")
load("//platforms:tools.bzl", "tools")
load(":gate.bzl", "GATE_ATTRIBUTES", "gate", "library_of", "postgres_of")
load(":info.bzl", "extension_info", "library_name", "library_path", "names_for_programs", "share_path")
load(":required.bzl", "REQUIRED_ATTRIBUTE", "required_of")

ERROR_UPGRADE_TWICE = """\
{label}: two of `upgrade_scripts` are called {script}, and one would be installed over the other.
To mend it: keep one of them, beside the control file or in sql/."""

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

def _schema(ctx, cdylib):
    """The SQL that a library's schema section stands for."""
    out = ctx.actions.declare_file(ctx.label.name + ".schema.sql")
    args = names_for_programs(ctx)
    args.add("--library", cdylib)
    args.add("--out", out)
    ctx.actions.run(
        executable = ctx.executable.pgrx_schema,
        arguments = [args],
        inputs = [cdylib],
        outputs = [out],
        mnemonic = "PgrxSchema",
        progress_message = "Reading the SQL schema of %{label}",
        env = {},
    )
    return out

def _installed_extension_impl(ctx):
    extension, postgres, sql_version = ctx.attr.extension, postgres_of(ctx), ctx.attr.sql_version
    files = {}

    def declare(path):
        files[path] = ctx.actions.declare_file("{}/{}".format(ctx.label.name, path))
        return files[path]

    name = library_name(extension, sql_version, ctx.attr.versioned_library)
    library = declare(library_path(name, postgres.layout))
    control = declare(share_path(extension + ".control", postgres.layout))
    sql = declare(share_path("{}--{}.sql".format(extension, sql_version), postgres.layout))
    cdylib = library_of(ctx)
    ctx.actions.symlink(output = library, target_file = cdylib)

    given = ctx.file.sql or _schema(ctx, cdylib)

    args = names_for_programs(ctx)
    args.add("--sql", given)
    args.add("--control", ctx.file.control)
    args.add("--crate-version", ctx.attr.version)
    if ctx.attr.git_hash:
        args.add("--git-hash", ctx.attr.git_hash)
    args.add("--sql-out", sql)
    args.add("--control-out", control)
    check_once(ctx.label, [script.basename for script in ctx.files.upgrade_scripts])
    upgrades = []
    for script in ctx.files.upgrade_scripts:
        upgrades.append(declare(share_path(script.basename, postgres.layout)))
        args.add("--upgrade", "{}={}".format(script.path, upgrades[-1].path))
    ctx.actions.run(
        executable = ctx.executable._pgrx_install,
        arguments = [args],
        inputs = [given, ctx.file.control] + ctx.files.upgrade_scripts,
        outputs = [sql, control] + upgrades,
        mnemonic = "PgrxInstall",
        progress_message = "Writing the control file and scripts of %{label}",
        env = {},
    )
    stubs = ctx.attr.stubs[0][GlibcStubsInfo]
    return [
        DefaultInfo(files = depset(files.values()), runfiles = ctx.runfiles(files.values())),
        OutputGroupInfo(
            bindings = ctx.attr.bindings[0][DefaultInfo].files if ctx.attr.bindings else depset(),
            # Asked for in every build that uses the extension, so none is used unchecked.
            _validation = depset([gate(ctx, stubs)]),
        ),
        extension_info(
            extension = extension,
            version = ctx.attr.version,
            sql_version = sql_version,
            library = name,
            layout = postgres.layout,
            major = postgres.major,
            cpu = postgres.cpu,
            cpu_level = ctx.attr.cpu_level,
            glibc = stubs.floor,
            files = files,
            required = required_of(ctx.attr.required),
        ),
    ]

installed_extension = rule(
    implementation = _installed_extension_impl,
    doc = "Lays a cdylib out as an extension; see the macro pgrx_extension.",
    attrs = GATE_ATTRIBUTES | {
        "bindings": attr.label(cfg = pinned_once),
        "cdylib": attr.label(cfg = pinned, mandatory = True),
        "control": attr.label(mandatory = True, allow_single_file = [".control"]),
        "cpu_level": attr.string(),
        "extension": attr.string(mandatory = True),
        "git_hash": attr.string(),
        # Needed where `sql` is not given.
        "pgrx_schema": attr.label(cfg = tools, executable = True),
        "required": REQUIRED_ATTRIBUTE,
        "sql": attr.label(allow_single_file = [".sql"], cfg = pinned_once),
        "sql_version": attr.string(mandatory = True),
        "stubs": attr.label(cfg = pinned, mandatory = True, providers = [GlibcStubsInfo]),
        "upgrade_scripts": attr.label_list(allow_files = [".sql"]),
        "version": attr.string(mandatory = True),
        "versioned_library": attr.bool(),
        "_pgrx_install": attr.label(
            cfg = tools,
            default = "//src/tools/pgrx_install",
            executable = True,
        ),
    },
)
