"""How a message names what is in this module: by words that are true in the module where it is read.

    here                                    in another module
    //platforms:exec                        @rules_pgrx//platforms:exec
    ./tools/bazel run //:update             the same, in the source of rules_pgrx
    --config=locked                         --repo_env=RULES_PGRX_LOCKED=1

and, of a lock that is not in thirdparty/debian, where a repository says what renews it,

    ./tools/bazel run //:update             its own command
    thirdparty/debian/<set>.yaml            the yaml beside it

and, if that lock is of an archive that is not Debian's,

    --repo_env=DEBIAN_MIRROR=...            `archive` in its yaml
"""

visibility(["//build/...", "//src/...", "//tests/..."])

# Whether this module is the root.
HERE = str(Label(":here.bzl")).startswith("@@//")

# What labels of our locks begin with.
_OURS = str(Label("//thirdparty/debian:_")).removesuffix("_")

# How messages name what chooses Debian's mirror.
_MIRROR_FLAGS = [
    "--repo_env=DEBIAN_MIRROR=<base URL of a Debian mirror>",
    "--repo_env=DEBIAN_MIRROR=...",
]

def label_text(label, here = HERE):
    """A label of this module, or the beginning of one.

    Args:
      label: as it is written here, `//package:name`.
      here: whether it is read in this module; tests say so.

    Returns:
      A string.
    """
    return label if here else "@rules_pgrx" + label

def target_text(label):
    """A target of the user's, as it is called on a command line.

    Args:
      label: its Label.

    Returns:
      A string: without the main repository's name, where it is of that.
    """
    text = str(label)
    return text.removeprefix("@@") if text.startswith("@@//") else text

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

def file_text(label):
    """What a user calls a file: its path in its module.

    Args:
      label: the file's.

    Returns:
      A string.
    """
    return "{}/{}".format(label.package, label.name).removeprefix("/")

def owned(rctx, lock, text, own = False):
    """A message about a lock, in the words of the module whose lock it is.

    Args:
      rctx: the repository context. An attribute `renew` is the command that renews locks that are not ours.
      lock: label of the lock.
      text: the message, as it is about a lock of ours.
      own: whether it is of an archive that is not Debian's.

    Returns:
      A string.
    """
    renew = getattr(rctx.attr, "renew", "")
    return text if not renew or str(lock).startswith(_OURS) else reworded(lock, text, renew, own)

def reworded(lock, text, renew, own = False):
    """A message about a lock of the user's.

    Args:
      lock: its label.
      text: the message, as it is about a lock of ours.
      renew: the command that renews it.
      own: whether it is of an archive that is not Debian's.

    Returns:
      A string.
    """
    path = file_text(lock)
    folder = path.rpartition("/")
    text = text.replace(update_text(), renew).replace("thirdparty/debian/", folder[0] + folder[1])
    if not own:
        return text
    archive = "`archive` in {}.yaml, then {}".format(path.removesuffix(".lock.json"), renew)
    for flag in _MIRROR_FLAGS:
        text = text.replace(flag, archive)
    return text
