"""The headers, and the server, of whatever PostgreSQL the target platform names."""

load("//platforms:arches.bzl", "HOSTS")
load("//platforms:postgres.bzl", "missing_pairs", "pairs")
load(":missing.bzl", "missing_pair", "no_postgres")

# They exist only where the target platform names a PostgreSQL, which the default one
# does not: `//...` must pass them by, and whoever asks for one gets the error of `:no_postgres`.
_PER_PLATFORM = ["manual"]

def declare_bindings():
    """Declares `:postgres_<what>` for the target platform, and `:libclang`."""
    for arch, release in pairs():
        _declare_setting(arch, release)
    for arch, release, reason in missing_pairs():
        _declare_setting(arch, release)
        missing_pair(
            name = "missing_{}_pg{}".format(arch.cpu, release.major),
            cpu = arch.cpu,
            major = release.major,
            reason = reason,
            tags = _PER_PLATFORM,
        )
    no_postgres(name = "no_postgres", tags = _PER_PLATFORM)
    for host in HOSTS:
        native.config_setting(
            name = "exec_" + host.cpu,
            constraint_values = ["@platforms//cpu:" + host.cpu],
        )
    for name, target in {
        "postgres_checked": "checked",
        "postgres_headers": "headers",
        "postgres_pg_config": "server/pg_config.h",
        "postgres_program": "postgres",
    }.items():
        native.alias(
            name = name,
            actual = _by_pair(target),
            tags = _PER_PLATFORM,
            visibility = ["//visibility:public"],
        )
    for name, target in {"libclang": "libclang_so", "libclang_files": "libclang_files"}.items():
        native.alias(
            name = name,
            actual = select({
                ":exec_" + host.cpu: "@pinned//toolchain_{}:{}".format(host.cpu, target)
                for host in HOSTS
            }),
            visibility = ["//visibility:public"],
        )

def _declare_setting(arch, release):
    native.config_setting(
        name = "{}_pg{}".format(arch.cpu, release.major),
        constraint_values = [
            "@platforms//cpu:" + arch.cpu,
            "//platforms:pg" + release.major,
        ],
    )

def _by_pair(target):
    return select(
        {
            ":{}_pg{}".format(arch.cpu, release.major): "@pinned//postgres_{}_{}:{}".format(release.major, arch.cpu, target)
            for arch, release in pairs()
        } | {
            ":{}_pg{}".format(arch.cpu, release.major): ":missing_{}_pg{}".format(arch.cpu, release.major)
            for arch, release, _ in missing_pairs()
        } | {"//conditions:default": ":no_postgres"},
    )
