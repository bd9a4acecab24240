"""The two toolchains of a PostgreSQL, for builds and for tests; `declare_pair`: those of unpacked packages."""

load(":server.bzl", "cpu_of_platform", "pg_server")

def declare_pair(cpu, major, headers, root, constraint_values = []):
    """Declares a PostgreSQL of packages as Debian lays them out, for builds and for tests.

    Args:
      cpu: Bazel's name of the CPU.
      major: the major version.
      headers: the `postgres_headers`.
      root: the folder that the server and its system are unpacked in.
      constraint_values: what else a platform must have.
    """
    server = "server_{}_{}".format(major, cpu)
    pg_server(
        name = server,
        major = major,
        root = root,
        # Tests ask for those that they run; `//...` would fetch every one.
        tags = ["manual"],
        visibility = ["//visibility:public"],
        **cpu_of_platform(cpu)
    )
    toolchain_pair(
        name = "{}_pg{}".format(cpu, major),
        constraint_values = constraint_values,
        cpu = cpu,
        headers = headers,
        major = major,
        server = server,
    )

def toolchain_pair(name, cpu, major, headers, server, constraint_values, **attributes):
    """Declares `<name>` and `<name>_server`, for platforms of a CPU and a major.

    Args:
      name: the first one's name.
      cpu: Bazel's name of the CPU.
      major: the major version.
      headers: the `postgres_headers`.
      server: the `pg_server`; None where there is none to test in.
      constraint_values: what else a platform must have.
      **attributes: common to both.
    """
    for suffix, toolchain, type in [
        ("", headers, Label("//build/postgres:toolchain_type")),
        ("_server", server, Label("//build/postgres:server_toolchain_type")),
    ]:
        if toolchain:
            native.toolchain(
                name = name + suffix,
                target_compatible_with = [
                    Label("@platforms//os:linux"),
                    Label("@platforms//cpu:" + cpu),
                    Label("//platforms:pinned"),
                    Label("//platforms:pg" + major),
                ] + constraint_values,
                toolchain = toolchain,
                toolchain_type = type,
                **attributes
            )
