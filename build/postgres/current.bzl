"""current_postgres: the PostgreSQL of the target platform, by toolchain resolution; or why there is none."""

load("@rules_cc//cc:defs.bzl", "CcInfo")
load("//platforms:arches.bzl", "ARCHES")
load("//platforms:postgres.bzl", "MAJORS")
load(":info.bzl", "PostgresInfo")
load(":missing.bzl", "missing_error")

_TYPE = "//build/postgres:toolchain_type"

def _named(ctx, values, names):
    """Which of the constraint values the target platform has, by name; "" where it has none."""
    for value, name in zip(values, names):
        if ctx.target_platform_has_constraint(value[platform_common.ConstraintValueInfo]):
            return name
    return ""

def _current_postgres_impl(ctx):
    toolchain = ctx.toolchains[_TYPE]
    if not toolchain:
        fail("\n" + missing_error(
            cpu = _named(ctx, ctx.attr._cpus, [arch.cpu for arch in ARCHES]),
            major = _named(ctx, ctx.attr._majors, MAJORS),
        ))
    return [
        DefaultInfo(files = toolchain.cc.compilation_context.headers),
        toolchain.cc,
        toolchain.postgres,
    ]

current_postgres = rule(
    implementation = _current_postgres_impl,
    doc = "Hands on the target platform's PostgreSQL: its headers as a C library, and PostgresInfo.",
    attrs = {
        "_cpus": attr.label_list(default = ["@platforms//cpu:" + arch.cpu for arch in ARCHES]),
        "_majors": attr.label_list(default = ["//platforms:pg" + major for major in MAJORS]),
    },
    provides = [CcInfo, PostgresInfo],
    # Optional: Bazel itself would not say why there is none.
    toolchains = [config_common.toolchain_type(_TYPE, mandatory = False)],
)
