"""Of the locales that a tree holds, those that are wanted, whole.

Debian's locales-all has each locale of glibc as a folder, and what is the same in several of
them once, the others being links to it.
"""

visibility(["//build/debian/...", "//tests/..."])

_FOLDER = "usr/lib/locale"

def keep_locales(rctx, root, names):
    """Removes other locales, but for what links of the wanted ones lead to.

    Args:
      rctx: the repository context.
      root: a tree's root in the repository.
      names: of locales, such as "C.utf8".
    """
    folder = rctx.path(root).get_child(_FOLDER).realpath
    needed = {}
    for name in names:
        for category in folder.get_child(name).readdir():
            needed.update({str(file.realpath): None for file in _files(category)})
    for locale in folder.readdir():
        if locale.basename in names:
            continue
        categories = locale.readdir()
        useless = [category for category in categories if not _any(_files(category), needed)]
        for path in [locale] if useless == categories else useless:
            rctx.delete(path)

def _files(category):
    """Of a locale's category, its file; that of messages is alone in a folder."""
    return category.readdir() if category.is_dir else [category]

def _any(files, needed):
    return any([str(file) in needed for file in files])
