"""The bindings of whatever PostgreSQL the target platform names."""

load("//platforms:arches.bzl", "HOSTS")
load("//platforms:postgres.bzl", "RELEASES", "missing_pairs", "pairs")
load(":bindings.bzl", "pg_bindings", "pg_feature")
load(":layout.bzl", "pg_layout")
load(":missing.bzl", "missing_pair", "no_postgres")

# They exist only where the target platform names a PostgreSQL, which the default one
# does not: `//...` must pass them by, and whoever asks for one gets the error of `:no_postgres`.
_PER_PLATFORM = ["manual"]

def declare_bindings():
    """Declares `:bindings`, `:cshim` (its C part) and `:feature` for the target platform."""
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
    major = select(
        {"//platforms:is_pg" + release.major: release.major for release in RELEASES} |
        {"//conditions:default": ""},
    )
    native.alias(
        name = "postgres_headers",
        actual = _by_pair("headers"),
        tags = _PER_PLATFORM,
        visibility = ["//visibility:public"],
    )
    pg_bindings(
        name = "bindings",
        checked = _by_pair("checked"),
        headers = ":postgres_headers",
        libclang = ":libclang",
        libclang_files = ":libclang_files",
        major = major,
        pg_config = _by_pair("server/pg_config.h"),
        postgres = _by_pair("postgres"),
        pg_sys = "@crates//:pgrx_cshim_source",
        pg_sys_files = "@crates//:pgrx_bindgen_inputs",
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
        )
    pg_layout(
        name = "layout",
        bindings = ":bindings",
        headers = ":postgres_headers",
        tags = _PER_PLATFORM,
        visibility = ["//visibility:public"],
    )
    pg_feature(
        name = "feature",
        major = major,
        tags = _PER_PLATFORM,
        visibility = ["//visibility:public"],
    )
    for group in ["raw", "shim"]:
        native.filegroup(
            name = group,
            srcs = [":bindings"],
            output_group = group,
            tags = _PER_PLATFORM,
            visibility = ["//visibility:public"],
        )
    native.cc_library(
        name = "cshim",
        srcs = ["@crates//:pgrx_cshim_source"],
        # The shim's path starts at the action's folder, which Bazel has searched in the root module alone.
        copts = ["-w", "-iquote."],
        local_defines = select({
            "//platforms:is_pg" + release.major: ['PGRX_CSHIM_STATIC=\\"$(execpath :shim)\\"']
            for release in RELEASES
        } | {"//conditions:default": []}),
        tags = _PER_PLATFORM,
        textual_hdrs = [":shim", "@crates//:pgrx_bindgen_inputs"],
        additional_compiler_inputs = [":shim"],
        visibility = ["//visibility:public"],
        deps = [":postgres_headers"],
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
