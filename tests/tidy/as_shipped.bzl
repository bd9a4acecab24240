"""as_shipped: a target's files, built as `pgrx_release` builds an extension.

In that configuration everything that the extension depends on exists already.
"""

def _shipped_transition_impl(_settings, attr):
    return {
        "//command_line_option:compilation_mode": "opt",
        "//command_line_option:platforms": [str(attr.platform)],
    }

_shipped_transition = transition(
    implementation = _shipped_transition_impl,
    inputs = [],
    outputs = ["//command_line_option:compilation_mode", "//command_line_option:platforms"],
)

def _as_shipped_impl(ctx):
    return [DefaultInfo(files = depset(ctx.files.target))]

as_shipped = rule(
    implementation = _as_shipped_impl,
    doc = "The files of `target`, optimised for `platform`.",
    attrs = {
        "platform": attr.label(mandatory = True),
        "target": attr.label(cfg = _shipped_transition, mandatory = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)
