"""What everything of this module is built with, in whatever module it is asked for.

A transition to something of ours returns these settings too: programs of the build are compiled
for, and started on, `//platforms:execution`, by our toolchains. A user's own targets see none of it.
"""

load(":glibc.bzl", "GLIBC")

_EXECUTION = "//platforms:execution"
_EXECUTION_PLATFORMS = "//command_line_option:extra_execution_platforms"
_HOST_MODE = "//command_line_option:host_compilation_mode"
_TOOLCHAINS = "//command_line_option:extra_toolchains"

# `inputs` and `outputs` of a transition that returns `pinned_settings(...)`.
PINNED_INPUTS = [_EXECUTION, _TOOLCHAINS]
PINNED_OUTPUTS = [_EXECUTION_PLATFORMS, _HOST_MODE, _TOOLCHAINS]

# As .bazelrc spells them, or this repository's own targets were compiled once more.
_OURS = [
    str(Label("//build/bindings:all")),
    str(Label("//build/llvm:all")),
    str(Label("//build/rust:all")),
]

def execution_platform(settings):
    """The platform that programs of the build run on.

    Args:
      settings: what the transition was given.

    Returns:
      A label, as text.
    """
    return str(settings[_EXECUTION])

def pinned_settings(settings):
    """The settings.

    Args:
      settings: what the transition was given.

    Returns:
      {setting: value}, for a transition.
    """
    return {
        _EXECUTION_PLATFORMS: [execution_platform(settings)],
        _HOST_MODE: "fastbuild",
        # Before those that the root module registers, which would win; after those of the
        # command line, where the last one wins.
        _TOOLCHAINS: _OURS + [given for given in settings[_TOOLCHAINS] if given not in _OURS],
    }

def _pinned_impl(settings, _attr):
    return pinned_settings(settings)

# The same of a platform and a mode that the command line asks for.
pinned = transition(
    implementation = _pinned_impl,
    inputs = PINNED_INPUTS,
    outputs = PINNED_OUTPUTS,
)

def _pinned_once_impl(settings, _attr):
    return pinned_settings(settings) | {GLIBC: ""}

# The same for what is compiled once, whatever glibc is asked for of the library that it ends up in.
pinned_once = transition(
    implementation = _pinned_once_impl,
    inputs = PINNED_INPUTS,
    outputs = PINNED_OUTPUTS + [GLIBC],
)
