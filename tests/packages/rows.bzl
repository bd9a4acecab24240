"""ROWS: what is packed, one row per architecture, on the default PostgreSQL."""

load("//platforms:arches.bzl", "ARCHES")
load("//platforms:postgres.bzl", "DEFAULT_MAJOR")

# What is built on in every run; the others with --config=full.
ROWS = [
    struct(
        arch = arch,
        extension = "//:ext_" + arch.cpu,
        major = DEFAULT_MAJOR,
        server = "@pinned//pg_server_{}_{}:server".format(DEFAULT_MAJOR, arch.cpu),
        tags = [] if arch.host else ["full"],
    )
    for arch in ARCHES
]
