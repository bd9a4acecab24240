"""BUILD files in a package's folders: they take the files there away from those above."""

visibility(["//build/crates/..."])

ERROR_HIDDEN = """\
pgrx_crate(name = "{name}"): {folder} has a BUILD file of its own, so {what} there can't be seen from the one with pgrx_crate, and would be left out.
To mend it: remove the BUILD file of {folder}{otherwise}."""

def check_seen(name, folders, what, otherwise = "", above = []):
    """Fails where files that a glob is to find are in another Bazel package.

    Args:
      name: that of pgrx_crate, for the error.
      folders: where the files are, also in folders of theirs, from the Bazel package.
      what: what they are, in words.
      otherwise: what mends it besides, with a comma before it.
      above: folders between the Bazel package and those; others of theirs are of no concern.
    """
    patterns = above + [pattern for folder in folders for pattern in [folder, folder + "/**"]]
    for folder in native.subpackages(include = patterns, allow_empty = True):
        folder = "//" + "/".join([part for part in [native.package_name(), folder] if part])
        fail("\n" + ERROR_HIDDEN.format(folder = folder, name = name, otherwise = otherwise, what = what))
