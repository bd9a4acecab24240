"""PgExtensionInfo: a built extension."""

PgExtensionInfo = provider(
    doc = "A PostgreSQL extension built for one (CPU, PostgreSQL major).",
    fields = {
        "control": "File: the control file as installed.",
        "cpu": "Bazel's name of the CPU, that of a row of //platforms:arches.bzl.",
        "cpu_level": "What the library needs of a CPU, the name of a row of //platforms:levels.bzl; \"\" where each of the architecture has it.",
        "extension": "The extension's SQL name.",
        "files": "Dict of install path (relative to /usr, or another prefix of the PostgreSQL's) to File.",
        "glibc": "The oldest GNU C library that the library is to load with, a string such as \"2.28\".",
        "layout": "Where PostgreSQL looks for them, a `PostgresInfo.layout`.",
        "library": "File: the shared library.",
        "major": "PostgreSQL's major version, a string.",
        "required": "Dict of what else its server has to have: path of an install tree in runfiles to a struct of `error`, a text where it is not there for the CPU and PostgreSQL, `extensions`, {name: Debian package, or \"\" for that which pgrx_deb makes}, and `files`, {install path: File}; \"\" stands for the whole tree.",
        "root": "Execution path of the folder that `files` lie under.",
        "sql": "List of File: installation and upgrade scripts.",
        "sql_version": "The version that CREATE EXTENSION makes: `default_version` of the control file.",
        "version": "The crate's version, a string: that of what is packed.",
    },
)

def library_name(extension, sql_version, versioned):
    """What the library of an extension is called, as cargo-pgrx has it.

    Args:
      extension: the SQL name.
      sql_version: what `default_version` of the control file says.
      versioned: whether the control file has no `module_pathname`.

    Returns:
      The file's name without `.so`, which is also what the SQL calls it where there is
      no `module_pathname`.
    """
    return "{}-{}".format(extension, sql_version) if versioned else extension

def library_path(library, layout):
    """Where a library is installed, relative to /usr."""
    return "{}/{}.so".format(layout.library, library)

def share_path(file, layout):
    """Where a control file or script is installed, relative to /usr."""
    return "{}/extension/{}".format(layout.share, file)

def names_for_programs(ctx):
    """What a program that writes SQL, or installs it, is told of the extension.

    Args:
      ctx: the context of a rule with attributes `extension`, `sql_version` and `versioned_library`.

    Returns:
      New `Args`.
    """
    args = ctx.actions.args()
    args.add("--extension-name", ctx.attr.extension)
    args.add("--sql-version", ctx.attr.sql_version)
    if ctx.attr.versioned_library:
        args.add("--versioned-library")
    return args

def install_root(files):
    """The folder below which installed files lie, in runfiles.

    Args:
      files: {install path: File}.

    Returns:
      A path.
    """
    path, file = files.items()[0]
    return file.short_path.removesuffix("/" + path)

def extension_info(extension, version, sql_version, library, layout, major, cpu, cpu_level, glibc, files, required):
    """The provider, from files that are laid out already.

    Args:
      extension: the SQL name.
      version: of the crate.
      sql_version: of `default_version`.
      library: name of the library's file, without `.so`.
      layout: where PostgreSQL has it.
      major: of PostgreSQL.
      cpu: Bazel's name.
      cpu_level: what it needs of one.
      glibc: the oldest GNU C library that it is to load with.
      files: {install path: File}, all below one folder.
      required: what its server has to have besides.

    Returns:
      A PgExtensionInfo.
    """
    path = library_path(library, layout)
    return PgExtensionInfo(
        extension = extension,
        version = version,
        sql_version = sql_version,
        layout = layout,
        major = major,
        cpu = cpu,
        cpu_level = cpu_level,
        glibc = glibc,
        library = files[path],
        control = files[share_path(extension + ".control", layout)],
        sql = [file for path, file in files.items() if path.endswith(".sql")],
        files = files,
        required = required,
        root = files[path].path.removesuffix("/" + path),
    )
