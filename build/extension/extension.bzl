"""pgrx_extension: a crate and a control file -> an installable extension.

    crate --rustc--> cdylib --pgrx_schema--> <name>--<sql_version>.sql, <name>.control
                        \\_______________________________ <name>.so, or <name>-<sql_version>.so
"""

load("@rules_rust//rust:defs.bzl", "rust_shared_library")
load("//build/glibc:once.bzl", "built_once")
load("//build/glibc:stubs.bzl", "glibc_stubs")
load("//build/macros:attributes.bzl", "check_attributes")
load("//build/macros:rust.bzl", "RUST_SHARED_LIBRARY")
load("//platforms:glibc.bzl", "check_known")
load("//platforms:levels.bzl", "target_level")
load("//platforms:postgres.bzl", "MAJORS")
load(":installed.bzl", "installed_extension")

ERROR_CONTROL_NAME = """\
{name}: the control file {control} is not named <extension>.control, after which the extension is called.
To mend it: rename the file to <extension>.control, and name it in `control`."""

# The platform's PostgreSQL as a Cargo feature.
MAJOR_FEATURE = select({
    Label("//platforms:is_pg" + major): ["pg" + major]
    for major in MAJORS
} | {
    # What the crate depends on says that a PostgreSQL is missing.
    "//conditions:default": [],
})

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
        required = [],
        sql_version = None,
        versioned_library = False,
        git_hash = "",
        crate_name = None,
        crate_features = [],
        edition = "2021",
        glibc = "",
        compile_data = [],
        proc_macro_deps = [],
        rustc_flags = [],
        visibility = None,
        tags = [],
        **kwargs):
    """Builds a pgrx extension for the target platform's CPU and PostgreSQL.

    The platform must name a PostgreSQL: `--platforms=//platforms:linux_<cpu>_pg<major>`,
    or reach the target through `pgrx_release`.

    Outputs, in the PostgreSQL's install layout below the target's own folder, called as
    cargo-pgrx calls them. In Debian's: `lib/postgresql/<major>/lib/<extension>.so`, or
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
      required: what the servers of its tests have besides, such as what the control file
        `requires`: other `pgrx_extension`s, or `@<name>` of a `pgrx.server_packages`; and shared libraries,
        `@<name>` of a `pgrx.libraries`.
        A `pgrx_deb` depends on the packages of those that the control file requires.
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
      glibc: the oldest GNU C library that the extension is to load with, such as "2.17"; by
        default "2.28", or the CPU's first one where that is newer. The build fails where
        something newer is needed.
      compile_data: files that the crate reads when it is compiled.
      proc_macro_deps: the procedural macros that it uses.
      rustc_flags: flags for rustc.
      visibility: who may depend on `name`.
      tags: tags of all targets.
      **kwargs: what every rule has; and, passed to rust_shared_library, aliases, alwayslink, crate_root,
        data, experimental_use_cc_common_link, malloc, platform, rustc_env, rustc_env_files, stamp.
    """
    check_attributes("pgrx_extension", name, kwargs, RUST_SHARED_LIBRARY)
    extension = extension_of(name, control)
    stubs = _stubs(name, glibc)
    rust_shared_library(
        name = name + "_cdylib",
        srcs = srcs,
        compile_data = compile_data + [stubs],
        crate_features = crate_features + MAJOR_FEATURE,
        crate_name = crate_name or extension.replace("-", "_"),
        edition = edition,
        # Before the sysroot's own, in this link alone.
        rustc_flags = rustc_flags + ["-Clink-arg=-L$(execpath {})".format(stubs)],
        tags = tags + ["manual"],
        version = version,
        visibility = ["//visibility:private"],
        deps = built_once(name, deps, proc_macro_deps, tags),
        **kwargs
    )
    installed_extension(
        name = name,
        bindings = bindings,
        cdylib = ":{}_cdylib".format(name),
        control = control,
        cpu_level = target_level(),
        extension = extension,
        git_hash = git_hash,
        pgrx_schema = None if sql else schema_tool or Label("//src/tools/pgrx_schema"),
        required = required,
        sql = sql,
        stubs = stubs,
        # It exists per platform only: see //:ext_<cpu>.
        tags = tags + ["manual"],
        sql_version = sql_version or version,
        upgrade_scripts = upgrade_scripts,
        version = version,
        versioned_library = versioned_library,
        visibility = visibility,
    )

def _stubs(name, glibc):
    """What a library is linked with in place of today's glibc."""
    if not glibc:
        return Label("//build/glibc:stubs")
    check_known(name, glibc)
    glibc_stubs(
        name = name + "_glibc",
        glibc = glibc,
        tags = ["manual"],
        visibility = ["//visibility:private"],
    )
    return ":{}_glibc".format(name)

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
