"""What is packed, a row per package.

- `DEB_ROWS`: each architecture and PostgreSQL;
- `ROWS`: each architecture, on the default PostgreSQL.
"""

load("//platforms:postgres.bzl", "DEFAULT_MAJOR", "ext_name", "supported_pairs")

# What is built on in every run; the others with --config=full.
DEB_ROWS = [
    struct(
        arch = arch,
        extension = "//:" + ext_name(arch, release),
        major = release.major,
        name = ext_name(arch, release).removeprefix("ext_"),
        server = "@pinned//pg_server_{}_{}:server".format(release.major, arch.cpu),
        tags = [] if arch.host else ["full"],
    )
    for arch, release in supported_pairs()
]

ROWS = [row for row in DEB_ROWS if row.major == DEFAULT_MAJOR]
