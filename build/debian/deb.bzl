"""Unpacks a .deb with Bazel's own decompressors: no ar, tar, xz or dpkg is run.

A .deb is an `ar` archive of debian-binary, control.tar.* and data.tar.*, the
last being the files. Bazel reads all of it, one layer at a time.
"""

load(":errors.bzl", "complaint")

visibility(["//build/debian/...", "//tests/..."])

ERROR_NO_DATA = """\
{name} {version} for {architecture}: the .deb holds {found}, but none of {known}.
If it is compressed in a new way, pin another version of the package or leave it out of its set."""

# The compressions that dpkg knows, as far as Bazel does too.
_DATA = ["data.tar.xz", "data.tar.zst", "data.tar.gz", "data.tar.bz2"]

def open_deb(rctx, pin, deb, folder):
    """Opens the outer layer and removes the .deb.

    Args:
      rctx: the repository context.
      pin: the package's pin, for messages.
      deb: path of the .deb.
      folder: where its data.tar may lie until the caller removes it.

    Returns:
      The path of the data.tar.
    """
    rctx.extract(deb, folder)
    rctx.delete(deb)
    return rctx.path(folder).get_child(find_data(pin, [file.basename for file in rctx.path(folder).readdir()]))

def control_of(data):
    """What a package has for dpkg.

    Args:
      data: the path of its data.tar.

    Returns:
      The path of the control.tar beside.
    """
    return [file for file in data.dirname.readdir() if file.basename.startswith("control.tar.")][0]

def find_data(pin, members, fail = fail):
    """Which member of a .deb holds the package's files.

    Args:
      pin: the package's pin, for messages.
      members: names of the .deb's members.
      fail: what to call with an error's text; tests pass their own.

    Returns:
      The member's name. None after an error.
    """
    found = [name for name in members if name in _DATA]
    if found:
        return found[0]
    return fail(complaint(ERROR_NO_DATA, pin, found = ", ".join(sorted(members)), known = ", ".join(_DATA)))
