"""What is packed: a row per architecture and PostgreSQL."""

load("//platforms:arches.bzl", "HOSTS")
load("//platforms:postgres.bzl", "cpu_tags", "default_release", "ext_name", "major_suffix", "supported_pairs")

# Those of the CPUs that people build on are tested in every run, the others with --config=full.
ROWS = [
    struct(
        arch = arch,
        default = release == default_release(arch),
        extension = "//:" + ext_name(arch, release),
        major = release.major,
        name = arch.cpu + major_suffix(release),
        server = "@pinned//pg_server_{}_{}:server".format(release.major, arch.cpu),
        tags = cpu_tags(arch),
    )
    for arch, release in supported_pairs()
]

def named_row(extension):
    """A row for another release, of the first CPU that people build on and its default PostgreSQL."""
    return struct(
        arch = HOSTS[0],
        extension = extension,
        major = default_release(HOSTS[0]).major,
        tags = [],
    )
