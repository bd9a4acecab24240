"""What is packed, a row per package.

- `DEB_ROWS`: each architecture and PostgreSQL;
- `ROWS`: each architecture, on the default PostgreSQL.
"""

load("//platforms:postgres.bzl", "DEFAULT_MAJOR", "cpu_tags", "ext_name", "major_suffix", "supported_pairs")

# What is built on in every run; the others with --config=full.
DEB_ROWS = [
    struct(
        arch = arch,
        extension = "//:" + ext_name(arch, release),
        major = release.major,
        name = arch.cpu + major_suffix(release),
        server = "@pinned//pg_server_{}_{}:server".format(release.major, arch.cpu),
        tags = cpu_tags(arch),
    )
    for arch, release in supported_pairs()
]

ROWS = [row for row in DEB_ROWS if row.major == DEFAULT_MAJOR]
