"""Shared libraries of packages, and what Debian says of them.

    DEBIAN/shlibs --shlibs--> {soname: relation}, for `Depends` of who links with them
"""

visibility(["//build/libraries/...", "//tests/crates/..."])

def shlibs(text):
    """The libraries of a package.

    Args:
      text: its file `shlibs`, whose lines are `[<type>:] <library> <version> <relation>`; deb-shlibs(5).

    Returns:
      {soname: relation}. What is for a type of packages, such as `udeb`, is left out.
    """
    relations = {}
    for line in text.split("\n"):
        words = line.split(" ", 2)
        if len(words) < 3 or line.startswith("#") or words[0].endswith(":"):
            continue
        library, version, relation = words

        # The two forms of a soname that such a line stands for.
        for soname in ["{}.so.{}", "{}-{}.so"]:
            relations[soname.format(library, version)] = relation.strip()
    return relations

def link_names(entries, sonames):
    """By which names a linker is to find libraries.

    Args:
      entries: paths of a folder with libraries.
      sonames: those of its libraries.

    Returns:
      {name, without `lib` and `.so`: soname}, sorted.
    """
    by_file = {entry.realpath.basename: entry.basename for entry in entries if entry.basename in sonames}
    names = {}
    for entry in entries:
        soname = by_file.get(entry.realpath.basename)
        if soname and entry.basename.startswith("lib") and entry.basename.endswith(".so") and entry.basename != soname:
            names[entry.basename.removeprefix("lib").removesuffix(".so")] = soname
    return {name: names[name] for name in sorted(names)}
