"""PgExtensionInfo: a built extension."""

PgExtensionInfo = provider(
    doc = "A PostgreSQL extension built for one (CPU, PostgreSQL major).",
    fields = {
        "control": "File: the control file as installed.",
        "cpu": "Bazel's name of the CPU, that of a row of //platforms:arches.bzl.",
        "extension": "The extension's SQL name.",
        "files": "Dict of install path (Debian's layout, relative to /usr) to File.",
        "library": "File: the shared library.",
        "major": "PostgreSQL's major version, a string.",
        "root": "Execution path of the folder that `files` lie under.",
        "sql": "List of File: installation and upgrade scripts.",
        "version": "The extension's version, a string.",
    },
)

def library_path(extension, major):
    """Where the library of an extension is installed, relative to /usr."""
    return "lib/postgresql/{}/lib/{}.so".format(major, extension)

def share_path(file, major):
    """Where a control file or script is installed, relative to /usr."""
    return "share/postgresql/{}/extension/{}".format(major, file)

def extension_info(extension, version, major, cpu, files):
    """The provider, from files that are laid out already.

    Args:
      extension: the SQL name.
      version: of the extension.
      major: of PostgreSQL.
      cpu: Bazel's name.
      files: {install path: File}, all below one folder.

    Returns:
      A PgExtensionInfo.
    """
    library = files[library_path(extension, major)]
    return PgExtensionInfo(
        extension = extension,
        version = version,
        major = major,
        cpu = cpu,
        library = library,
        control = files[share_path(extension + ".control", major)],
        sql = [file for path, file in files.items() if path.endswith(".sql")],
        files = files,
        root = library.path.removesuffix("/" + library_path(extension, major)),
    )
