"""Unpacks a .deb with Bazel's own decompressors: no ar, tar, xz or dpkg is run.

A .deb is an `ar` archive of debian-binary, control.tar.* and data.tar.*, the
last being the files. Bazel reads all of it, one layer at a time.
"""

visibility(["//build/debian/..."])

ERROR_NO_DATA = """\
{name} {version} for {architecture}: the .deb holds {found}, but no data.tar that can be read.
Known compressions: {known}. Update Bazel, or leave the package out of its set."""

# What Debian has used since 2010 and Bazel can read.
_COMPRESSIONS = ["xz", "zst", "gz", "bz2"]

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
    for compression in _COMPRESSIONS:
        data = rctx.path(folder + "/data.tar." + compression)
        if data.exists:
            return data
    fail(ERROR_NO_DATA.format(
        architecture = pin.architecture,
        found = ", ".join([file.basename for file in rctx.path(folder).readdir()]),
        known = ", ".join(_COMPRESSIONS),
        name = pin.name,
        version = pin.version,
    ))
