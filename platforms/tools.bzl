"""tools: the `cfg` of programs that rules of ours run, or have tests run, wherever those are declared.

`cfg = "exec"` is the user's own execution platform there, and the user's own Rust. Below the
transition to what ships it is ours, and may stay. In this repository a program is compiled once:
`.bazelrc` says the same of what is asked for by name.
"""

load(":glibc.bzl", "GLIBC")
load(":pinned.bzl", "PINNED_INPUTS", "PINNED_OUTPUTS", "execution_platform", "pinned_settings")

_MODE = "//command_line_option:compilation_mode"
_PLATFORMS = "//command_line_option:platforms"

def _tools_impl(settings, _attr):
    return pinned_settings(settings) | {
        GLIBC: "",
        _MODE: "fastbuild",
        _PLATFORMS: [execution_platform(settings)],
    }

tools = transition(
    implementation = _tools_impl,
    inputs = PINNED_INPUTS,
    outputs = PINNED_OUTPUTS + [GLIBC, _MODE, _PLATFORMS],
)
