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
