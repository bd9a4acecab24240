"""built_for: a target, built for a platform."""

_MODE = "//command_line_option:compilation_mode"
_PLATFORMS = "//command_line_option:platforms"

def _platform_transition_impl(settings, attr):
    return {
        _MODE: attr.mode or settings[_MODE],
        _PLATFORMS: [str(attr.platform)],
    }

_platform_transition = transition(
    implementation = _platform_transition_impl,
    inputs = [_MODE],
    outputs = [_MODE, _PLATFORMS],
)

def _built_for_impl(ctx):
    return [DefaultInfo(files = depset(ctx.files.target))]

built_for = rule(
    implementation = _built_for_impl,
    doc = "The files of `target`, built for `platform`.",
    attrs = {
        "mode": attr.string(doc = "Compilation mode; that of the build where empty."),
        "platform": attr.label(mandatory = True),
        "target": attr.label(cfg = _platform_transition, mandatory = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)
