"""What ships is compiled alike, so that all rules that ship something share the actions."""

_MODE = "//command_line_option:compilation_mode"
_PLATFORMS = "//command_line_option:platforms"

# `outputs` of a transition that returns `shipped_for(...)`.
SHIPPED_SETTINGS = [_MODE, _PLATFORMS]

def shipped_for(platform):
    """The settings of what ships: optimised, for one platform.

    Args:
      platform: the platform's Label.

    Returns:
      {setting: value}, for a transition.
    """
    return {
        _MODE: "opt",
        _PLATFORMS: [str(platform)],
    }

def _shipped_transition_impl(_settings, attr):
    return shipped_for(attr.platform)

# To what ships for the platform that a rule's attribute `platform` names.
shipped_transition = transition(
    implementation = _shipped_transition_impl,
    inputs = [],
    outputs = SHIPPED_SETTINGS,
)
