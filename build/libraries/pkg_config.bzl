"""`.pc` files of Debian's that name the folders of a repository instead.

    prefix=/usr                             prefix=${pcfiledir}
    libdir=${prefix}/lib/aarch64-linux-gnu  libdir=${prefix}/lib
"""

visibility(["//build/libraries/...", "//tests/crates/..."])

# Where the .pc file is; pc(5). A path by way of another folder would lead nowhere in an action without that.
_PREFIX = "${pcfiledir}"

# What a link with archives needs besides; pc(5).
_PRIVATE = ["Libs.private:", "Requires.private:"]

def relocated(text, tuple, shared = False):
    """A .pc file as it has to be beside `lib` and `include`.

    Args:
      text: Debian's.
      tuple: Debian's name of the CPU in paths, "aarch64-linux-gnu".
      shared: whether it is of shared libraries, whose own needs the loader finds.

    Returns:
      The text in which no folder of the system is named.
    """
    for folder in ["lib", "include"]:
        text = text.replace("/{}/{}".format(folder, tuple), "/" + folder)
    for begin in ["=", " ", "-I", "-L"]:
        for end in ["/", "\n"]:
            text = text.replace(begin + "/usr" + end, begin + _PREFIX + end)
    lines = text.split("\n")
    return "\n".join([line for line in lines if not shared or not [word for word in _PRIVATE if line.startswith(word)]])
