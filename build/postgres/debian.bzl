"""Debian's PostgreSQLs: the toolchains `<cpu>_pg<major>` and `<cpu>_pg<major>_server` of each pair of rows."""

load("//platforms:postgres.bzl", "pairs")
load(":server.bzl", "pg_server")

def declare_debian():
    """Declares both for each pair."""
    for arch, release in pairs():
        name = "{}_pg{}".format(arch.cpu, release.major)
        server = "server_{}_{}".format(release.major, arch.cpu)
        pg_server(
            name = server,
            cpu = arch.cpu,
            emulator = "//build/emulation:emulator_" + arch.cpu,
            major = release.major,
            root = "@pinned//pg_server_{}_{}:server".format(release.major, arch.cpu),
            # Tests ask for those that they run; `//...` would fetch every one.
            tags = ["manual"],
            visibility = ["//visibility:public"],
        )
        for suffix, type, toolchain in [
            ("", "toolchain_type", "@pinned//postgres_{}_{}:postgres_headers".format(release.major, arch.cpu)),
            ("_server", "server_toolchain_type", server),
        ]:
            native.toolchain(
                name = name + suffix,
                target_compatible_with = [
                    "@platforms//os:linux",
                    "@platforms//cpu:" + arch.cpu,
                    "//platforms:pinned",
                    "//platforms:pg" + release.major,
                ],
                toolchain = toolchain,
                toolchain_type = type,
            )
