"""How a message names what is in this module: by words that are true in the module where it is read.

    here                                    in another module
    //platforms:exec                        @rules_pgrx//platforms:exec
    ./tools/bazel run //:update             the same, in the source of rules_pgrx
    --config=locked                         --repo_env=RULES_PGRX_LOCKED=1
"""

visibility(["//build/...", "//src/...", "//tests/..."])

# Whether this module is the root.
HERE = str(Label(":here.bzl")).startswith("@@//")

def label_text(label, here = HERE):
    """A label of this module, or the beginning of one.

    Args:
      label: as it is written here, `//package:name`.
      here: whether it is read in this module; tests say so.

    Returns:
      A string.
    """
    return label if here else "@rules_pgrx" + label

def run_text(label, here = HERE):
    """A command that runs a target of the root module.

    Args:
      label: of the target, as it is written there.
      here: whether it is read in this module; tests say so.

    Returns:
      A string.
    """
    return "{} run {}".format("./tools/bazel" if here else "bazel", label)

def update_text(here = HERE):
    """How the locks in thirdparty/debian are renewed.

    Args:
      here: whether it is read in this module; tests say so.

    Returns:
      A string.
    """
    return run_text("//:update", here = True) + ("" if here else ", in the source of rules_pgrx")

def locked_text(here = HERE):
    """The flag that makes a dropped pin an error.

    Args:
      here: whether it is read in this module; tests say so.

    Returns:
      A string.
    """
    return "--config=locked" if here else "--repo_env=RULES_PGRX_LOCKED=1"
