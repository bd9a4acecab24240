"""Debian's PostgreSQLs: the toolchains of each pair of rows."""

load("//platforms:postgres.bzl", "pairs")
load(":pair.bzl", "declare_pair")

def declare_debian():
    """Declares both for each pair."""
    for arch, release in pairs():
        declare_pair(
            cpu = arch.cpu,
            headers = "@pinned//postgres_{}_{}:postgres_headers".format(release.major, arch.cpu),
            major = release.major,
            root = "@pinned//pg_server_{}_{}:server".format(release.major, arch.cpu),
        )
