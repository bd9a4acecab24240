"""PostgresInfo, PgServerInfo: a PostgreSQL, as what extensions are compiled for and as what tests start."""

PostgresInfo = provider(
    doc = "A PostgreSQL that extensions are compiled for, on one CPU.",
    fields = {
        "checked": "List of File: the headers that are compared with the server.",
        "cpu": "Bazel's name of the CPU, that of a row of //platforms:arches.bzl.",
        "defines": "List of macros, each with its value if it has one, in the CPPFLAGS that the server was configured with.",
        "include": "Path of the folder of postgres.h.",
        "layout": "Where its files are installed: struct of `library`, what `$libdir` is, `programs` and `share`, folders relative to /usr or another prefix.",
        "major": "The major version, a string such as \"17\".",
        "program": "File: the server's program.",
        "version": "The exact version, a string such as \"17.12\".",
    },
)

PgServerInfo = provider(
    doc = "A PostgreSQL server that this machine can run, natively or emulated.",
    fields = {
        "base": "List of paths in runfiles of what there is for an extension to link with: postgres itself and libraries.",
        "files": "Runfiles: spec, server and emulator.",
        "spec": "File: the description, as JSON; paths relative to the runfiles' main folder.",
    },
)

def debian_layout(major):
    """Where Debian's PostgreSQL has its files, relative to /usr.

    Args:
      major: its major version.

    Returns:
      A `PostgresInfo.layout`.
    """
    return struct(
        library = "lib/postgresql/{}/lib".format(major),
        programs = "lib/postgresql/{}/bin".format(major),
        share = "share/postgresql/{}".format(major),
    )

def major_of(version):
    """The major version of an exact one.

    Args:
      version: such as "17.12" or "19rc1".

    Returns:
      A string, "17" or "19".
    """
    return version[:len(version) - len(version.lstrip("0123456789"))]
