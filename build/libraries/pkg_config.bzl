"""`.pc` files of Debian's that name the folders of a repository instead.

    prefix=/usr                             prefix=${pcfiledir}
    libdir=${prefix}/lib/aarch64-linux-gnu  libdir=${prefix}/lib
"""

visibility(["//build/libraries/...", "//tests/crates/..."])

# Where the .pc file is; pc(5). A path by way of another folder would lead nowhere in an action without that.
_PREFIX = "${pcfiledir}"

def relocated(text, tuple):
    """A .pc file as it has to be beside `lib` and `include`.

    Args:
      text: Debian's.
      tuple: Debian's name of the CPU in paths, "aarch64-linux-gnu".

    Returns:
      The text in which no folder of the system is named.
    """
    for folder in ["lib", "include"]:
        text = text.replace("/{}/{}".format(folder, tuple), "/" + folder)
    for begin in ["=", " ", "-I", "-L"]:
        for end in ["/", "\n"]:
            text = text.replace(begin + "/usr" + end, begin + _PREFIX + end)
    return text
