"""declare_pair: the toolchains `<cpu>_pg<major>` and `<cpu>_pg<major>_server`, of unpacked packages."""

load("//platforms:levels.bzl", "target_level")
load(":server.bzl", "emulator_of", "pg_server")

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
        cpu = cpu,
        cpu_level = target_level(),
        emulator = emulator_of(cpu),
        major = major,
        root = root,
        # Tests ask for those that they run; `//...` would fetch every one.
        tags = ["manual"],
        visibility = ["//visibility:public"],
    )
    for suffix, type, toolchain in [
        ("", "toolchain_type", headers),
        ("_server", "server_toolchain_type", server),
    ]:
        native.toolchain(
            name = "{}_pg{}{}".format(cpu, major, suffix),
            target_compatible_with = [
                Label("@platforms//os:linux"),
                Label("@platforms//cpu:" + cpu),
                Label("//platforms:pinned"),
                Label("//platforms:pg" + major),
            ] + constraint_values,
            toolchain = toolchain,
            toolchain_type = Label("//build/postgres:" + type),
        )
