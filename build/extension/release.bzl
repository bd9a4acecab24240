"""pgrx_release: an extension as shipped, for one platform."""

load("//platforms:levels.bzl", "levelled_platform")
load("//platforms:shipped.bzl", "shipped_transition")
load(":info.bzl", "PgExtensionInfo", "extension_info")
load(":required.bzl", "required_beside")

def _pgrx_release_impl(ctx):
    levelled_platform(ctx.label, ctx.attr.platform.label, ctx.attr.cpu_level)
    built = ctx.attr.extension[0][PgExtensionInfo]
    groups = ctx.attr.extension[0][OutputGroupInfo]
    files = {}
    for path, file in built.files.items():
        files[path] = ctx.actions.declare_file("{}/{}".format(ctx.label.name, path))
        ctx.actions.symlink(output = files[path], target_file = file)
    shipped = extension_info(
        extension = built.extension,
        version = built.version,
        sql_version = built.sql_version,
        library = built.library.basename.removesuffix(".so"),
        layout = built.layout,
        major = built.major,
        cpu = built.cpu,
        cpu_level = built.cpu_level,
        glibc = built.glibc,
        files = files,
        required = required_beside(ctx, built.required),
    )
    return [
        DefaultInfo(files = depset(files.values()), runfiles = ctx.runfiles(files.values())),
        OutputGroupInfo(
            bindings = groups.bindings,
            library = depset([shipped.library]),
            _validation = groups._validation,
        ),
        shipped,
    ]

pgrx_release = rule(
    implementation = _pgrx_release_impl,
    doc = """Builds a `pgrx_extension` optimised (-c opt, link-time optimisation) for one platform.

The files lie in the install layout below `bazel-bin/<package>/<name>`. Output groups:
`library`; `bindings`, the Rust view of PostgreSQL's headers and bindgen's unedited output.""",
    attrs = {
        "cpu_level": attr.string(
            doc = """What a CPU has to have to run it, such as `x86-64-v3`: a row of `//platforms:levels.bzl`, of the platform's
CPU ([levels](cpu_levels.md)). Without it, each CPU of the platform's architecture does.""",
        ),
        "extension": attr.label(
            cfg = shipped_transition,
            doc = "The `pgrx_extension` to build.",
            mandatory = True,
            providers = [PgExtensionInfo],
        ),
        "glibc": attr.string(
            doc = """The oldest GNU C library that the extension is to load with, such as `2.17`; what the `pgrx_extension`
says where empty, which is `2.28` by default, or the CPU's first one where that is newer.""",
        ),
        "platform": attr.label(
            doc = "A platform that names a CPU and a PostgreSQL: `//platforms:linux_<cpu>`, for the default major, or `//platforms:linux_<cpu>_pg<major>`.",
            mandatory = True,
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)
