"""built_for: a target, built for a platform."""

def _platform_transition_impl(_settings, attr):
    return {"//command_line_option:platforms": [str(attr.platform)]}

_platform_transition = transition(
    implementation = _platform_transition_impl,
    inputs = [],
    outputs = ["//command_line_option:platforms"],
)

def _built_for_impl(ctx):
    return [DefaultInfo(files = depset(ctx.files.target))]

built_for = rule(
    implementation = _built_for_impl,
    doc = "The files of `target`, built for `platform`.",
    attrs = {
        "platform": attr.label(mandatory = True),
        "target": attr.label(cfg = _platform_transition, mandatory = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)
