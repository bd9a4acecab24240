"""postgres_headers: a PostgreSQL that extensions are compiled for, as a toolchain.

    headers, program of the server --> ToolchainInfo: `postgres`, a PostgresInfo; `cc`, the headers
"""

load("@rules_cc//cc:defs.bzl", "CcInfo", "cc_common")
load(":info.bzl", "PostgresInfo", "major_of")
load(":layout.bzl", "LAYOUT_ATTRIBUTES", "layout_of")

ERROR_NO_HEADERS = """\
{label}: {found} postgres.h among the headers of {headers}.
To mend it: name the cc_library of the server's headers, such as those in `pg_config --includedir-server`; \
postgres.h, pg_config.h and all others below that folder."""

# What PostgreSQL's configure adds to CPPFLAGS on Linux, of its own accord.
_TEMPLATE_DEFINES = ["_GNU_SOURCE"]

# What src/tools/header_check reads, from the folder of postgres.h.
_CHECKED = ["catalog/catversion.h", "pg_config.h", "pg_config_manual.h"]

def _include(ctx, headers):
    """The folder of postgres.h."""
    found = [header for header in headers if header.basename == "postgres.h"]
    if len(found) != 1:
        fail("\n" + ERROR_NO_HEADERS.format(
            found = "there is more than one" if found else "there is no",
            headers = ctx.attr.headers.label,
            label = ctx.label,
        ))
    return found[0].dirname

def _postgres_headers_impl(ctx):
    headers = ctx.attr.headers[CcInfo]
    files = headers.compilation_context.headers.to_list()
    include = _include(ctx, files)
    paths = [include + "/" + name for name in _CHECKED]
    checked = [file for file in files if file.path in paths]
    major = major_of(ctx.attr.version)
    context = cc_common.create_compilation_context(defines = depset(_TEMPLATE_DEFINES + ctx.attr.defines))
    toolchain = platform_common.ToolchainInfo(
        cc = cc_common.merge_cc_infos(cc_infos = [CcInfo(compilation_context = context), headers]),
        postgres = PostgresInfo(
            checked = checked,
            cpu = ctx.attr.cpu,
            defines = ctx.attr.defines,
            include = include,
            layout = layout_of(ctx, major),
            major = major,
            program = ctx.file.program,
            version = ctx.attr.version,
        ),
    )
    return [DefaultInfo(files = depset(checked)), toolchain]

postgres_headers = rule(
    implementation = _postgres_headers_impl,
    doc = "A PostgreSQL's headers, as a toolchain of type `//build/postgres:toolchain_type`.",
    attrs = LAYOUT_ATTRIBUTES | {
        "cpu": attr.string(doc = "Bazel's name of the CPU.", mandatory = True),
        "defines": attr.string_list(doc = "Macros of the CPPFLAGS that the server was configured with."),
        "headers": attr.label(doc = "The server's headers.", mandatory = True, providers = [CcInfo]),
        "program": attr.label(allow_single_file = True, doc = "The server's program, with which they are compared.", mandatory = True),
        "version": attr.string(doc = "The exact version.", mandatory = True),
    },
    provides = [platform_common.ToolchainInfo],
)
