"""The bindings of whatever PostgreSQL the target platform names."""

load("//platforms:arches.bzl", "HOSTS")
load("//platforms:postgres.bzl", "RELEASES", "pairs")
load(":bindings.bzl", "pg_bindings", "pg_feature")

_NO_POSTGRES = """\
The target platform names no PostgreSQL, so there are no headers to bind to.
To mend it: build //:ext_<cpu>, or choose a platform: --platforms=//platforms:linux_<cpu>_pg<major>, of which there are:
  """ + "\n  ".join(["linux_{}_pg{}".format(arch.cpu, release.major) for arch, release in pairs()])

# They exist only where the target platform names a PostgreSQL, which the default one
# does not: `//...` must pass them by, and whoever asks for one gets the error above.
_PER_PLATFORM = ["manual"]

def declare_bindings():
    """Declares `:bindings`, `:cshim` (its C part) and `:feature` for the target platform."""
    for arch, release in pairs():
        native.config_setting(
            name = "{}_pg{}".format(arch.cpu, release.major),
            constraint_values = [
                "@platforms//cpu:" + arch.cpu,
                "//platforms:pg" + release.major,
            ],
        )
    for host in HOSTS:
        native.config_setting(
            name = "exec_" + host.cpu,
            constraint_values = ["@platforms//cpu:" + host.cpu],
        )
    major = select(
        {"//platforms:is_pg" + release.major: release.major for release in RELEASES},
        no_match_error = _NO_POSTGRES,
    )
    native.alias(
        name = "postgres_headers",
        actual = _by_pair("headers"),
        tags = _PER_PLATFORM,
        visibility = ["//visibility:public"],
    )
    pg_bindings(
        name = "bindings",
        headers = ":postgres_headers",
        libclang = ":libclang",
        libclang_files = ":libclang_files",
        major = major,
        pg_config = _by_pair("server/pg_config.h"),
        pg_sys = "@crates//:pgrx_cshim_source",
        pg_sys_files = "@crates//:pgrx_bindgen_inputs",
        tags = _PER_PLATFORM,
        visibility = ["//visibility:public"],
    )
    for name, target in {"libclang": "libclang_so", "libclang_files": "libclang_files"}.items():
        native.alias(
            name = name,
            actual = select({
                ":exec_" + host.cpu: "@toolchain_{}//:{}".format(host.cpu, target)
                for host in HOSTS
            }),
        )
    pg_feature(
        name = "feature",
        major = major,
        tags = _PER_PLATFORM,
        visibility = ["//visibility:public"],
    )
    native.filegroup(
        name = "shim",
        srcs = [":bindings"],
        output_group = "shim",
        tags = _PER_PLATFORM,
    )
    native.cc_library(
        name = "cshim",
        srcs = ["@crates//:pgrx_cshim_source"],
        copts = ["-w"],
        local_defines = select({
            "//platforms:is_pg" + release.major: ['PGRX_CSHIM_STATIC=\\"$(execpath :shim)\\"']
            for release in RELEASES
        }),
        tags = _PER_PLATFORM,
        textual_hdrs = [":shim", "@crates//:pgrx_bindgen_inputs"],
        additional_compiler_inputs = [":shim"],
        visibility = ["//visibility:public"],
        deps = [":postgres_headers"],
    )

def _by_pair(target):
    return select(
        {
            ":{}_pg{}".format(arch.cpu, release.major): "@postgres_{}_{}//:{}".format(release.major, arch.cpu, target)
            for arch, release in pairs()
        },
        no_match_error = _NO_POSTGRES,
    )
