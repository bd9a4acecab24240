"""What ships is compiled alike, so that all rules that ship something share the actions."""

load(":glibc.bzl", "GLIBC", "check_known")
load(":levels.bzl", "levelled_platform")
load(":pinned.bzl", "PINNED_INPUTS", "PINNED_OUTPUTS", "pinned_settings")

_MODE = "//command_line_option:compilation_mode"
_PLATFORMS = "//command_line_option:platforms"

# `inputs` and `outputs` of a transition that returns `shipped_for(...)`.
SHIPPED_INPUTS = PINNED_INPUTS
SHIPPED_SETTINGS = PINNED_OUTPUTS + [GLIBC, _MODE, _PLATFORMS]

def shipped_for(settings, platform, glibc = ""):
    """The settings of what ships: optimised, for one platform.

    Args:
      settings: what the transition was given.
      platform: the platform's Label.
      glibc: the oldest GNU C library that libraries are to load with; the default where empty.

    Returns:
      {setting: value}, for a transition.
    """
    return pinned_settings(settings) | {
        GLIBC: glibc,
        _MODE: "opt",
        _PLATFORMS: [str(platform)],
    }

def _shipped_transition_impl(settings, attr):
    glibc = getattr(attr, "glibc", "")
    check_known(attr.name, glibc)

    # A level that is none is the rule's error: a transition can't fail in one line, nor in a test.
    platform = levelled_platform(attr.name, attr.platform, getattr(attr, "cpu_level", ""), fail = lambda _text: None)
    return shipped_for(settings, platform or attr.platform, glibc)

# To what ships for the platform that a rule's attribute `platform` names, and the `cpu_level` and `glibc`, where it has them.
shipped_transition = transition(
    implementation = _shipped_transition_impl,
    inputs = SHIPPED_INPUTS,
    outputs = SHIPPED_SETTINGS,
)
