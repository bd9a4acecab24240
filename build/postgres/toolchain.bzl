"""postgres_toolchain: a PostgreSQL of somebody's own, to build for and to test in.

    headers, program --postgres_headers--> `<name>`          for builds
    program, server -----pg_server-------> `<name>_server`   for tests
"""

load("//platforms:arches.bzl", "arch_of")
load("//platforms:postgres.bzl", "MAJORS", "default_release")
load(":headers.bzl", "postgres_headers")
load(":info.bzl", "major_of")
load(":pair.bzl", "toolchain_pair")
load(":server.bzl", "cpu_of_platform", "pg_server")

ERROR_UNKNOWN_VERSION = """\
postgres_toolchain(name = "{name}"): `version = "{version}"` is of no PostgreSQL that pgrx has bindings for: {known}.
To mend it: write what `pg_config --version` says after `PostgreSQL`, such as "16.14"."""

def postgres_toolchain(
        name,
        cpu,
        version,
        headers,
        program,
        server = [],
        system = None,
        defines = [],
        library = "lib/postgresql",
        programs = "bin",
        share = "share/postgresql",
        constraint_values = [],
        visibility = None,
        tags = []):
    """Declares a PostgreSQL of your own, patched or configured as you like, for one CPU.

    Two toolchains, to be registered in MODULE.bazel, `register_toolchains("//<package>:all")`:
    `<name>`, for builds; and, where `server` is given, `<name>_server`, for tests.

    They are for platforms of the CPU and the major, such as `//platforms:linux_<cpu>_pg<major>`, and come
    before Debian's. To have both, give this one a `constraint_value` of your own, and a platform with it
    and `parents = ["@rules_pgrx//platforms:linux_<cpu>_pg<major>"]`.

    Before anything is compiled, the headers are compared with the program: version, configure flags,
    block sizes, lengths of names, word size, byte order. Where one differs, the build fails with both.

    Args:
      name: the toolchain's name.
      cpu: Bazel's name of the CPU, one of //platforms:arches.bzl.
      version: the exact version, as `pg_config --version` has it: "16.14".
      headers: a cc_library of the server's headers: postgres.h, pg_config.h and all others in
        `pg_config --includedir-server`, that folder among its `includes`.
      program: the server's program, the file `postgres` in `programs`.
      server: what it needs to run, `program` among it: all that `make install` writes, and libraries that
        it brings along; folders or files. Without it nothing can be tested.
      system: a folder with `usr`, in which the C library is, and what else the server needs of its
        system; that of Debian's server of the default major by default.
      defines: the macros in the CPPFLAGS that it was configured with, each with its value if it has one.
      library: what `pg_config --pkglibdir` says, less the prefix.
      programs: what `pg_config --bindir` says, less the prefix.
      share: what `pg_config --sharedir` says, less the prefix.
      constraint_values: what else a platform must have for this one to be taken.
      visibility: who may depend on the targets.
      tags: tags of all targets.
    """
    major = major_of(version)
    if major not in MAJORS:
        fail("\n" + ERROR_UNKNOWN_VERSION.format(known = ", ".join(MAJORS), name = name, version = version))
    arch = arch_of(cpu)
    layout = {"library": library, "programs": programs, "share": share}
    manual = tags + ["manual"]

    # What resolves to a toolchain may be anybody's.
    public = ["//visibility:public"]
    postgres_headers(
        name = name + "_impl",
        cpu = cpu,
        defines = defines,
        headers = headers,
        program = program,
        tags = manual,
        version = version,
        visibility = public,
        **layout
    )
    if server:
        pg_server(
            name = name + "_server_impl",
            files = server,
            major = major,
            program = program,
            root = system or Label("@pinned//pg_server_{}_{}:server".format(default_release(arch).major, cpu)),
            tags = manual,
            visibility = public,
            **(layout | cpu_of_platform(cpu))
        )
    toolchain_pair(
        name = name,
        constraint_values = constraint_values,
        cpu = cpu,
        headers = ":{}_impl".format(name),
        major = major,
        server = ":{}_server_impl".format(name) if server else None,
        tags = tags,
        visibility = visibility,
    )
