"""Pinned Debian packages in a repository rule: download, then place subtrees.

    packages = open_packages(rctx, lock, architecture)
    packages.place("libc6", {"usr/lib/x86_64-linux-gnu": "lib"})
    packages.close()

or, for whole packages merged into one tree,

    fetch_packages(rctx, lock, architecture, into = "root")

    <set>.lock.json -> lock.bzl -> fetch.bzl -> deb.bzl -> here, tree.bzl
                                      |
                       mirror.bzl, heal.bzl (a pin is gone) -> apt.bzl, version.bzl

Nothing of the machine is run, unless a pin has to be healed.
"""

load(":deb.bzl", "control_of", "open_deb")
load(":fetch.bzl", "fetch_debs")
load(":lock.bzl", "read_lock", "select_pins")
load(":tree.bzl", "close_tree", "open_tree")

visibility(["//build/..."])

_FOLDER = ".packages"

def open_packages(rctx, lock, architecture, names = None):
    """Downloads the packages of a lock for one architecture.

    Args:
      rctx: the repository context.
      lock: label of a <set>.lock.json.
      architecture: Debian architecture.
      names: the packages wanted; all of the lock's when None.

    Returns:
      A struct with `pins`, `names`, `versions` ({name: version}), `place(name, {prefix
      in the package: folder in the repository})`, `control(name, file)`, the text of a file that
      the package has for dpkg, "" if there is none, and `close()`, which removes
      what was not placed. Links are placed as they are.
    """
    content = read_lock(rctx, lock)
    pins = select_pins(content, architecture, names, str(lock), content.fail)
    pins = fetch_debs(rctx, content, pins, _deb)
    data = {pin.name: open_deb(rctx, pin, _deb(pin.name), _FOLDER + "/" + pin.name) for pin in pins}

    def place(name, trees):
        for prefix, folder in trees.items():
            # Positional: the parameter's name differs between versions of Bazel.
            rctx.extract(data[name], folder, prefix)

    def control(name, file):
        folder = "{}/{}/control".format(_FOLDER, name)
        rctx.extract(control_of(data[name]), folder)
        path = rctx.path(folder + "/" + file)
        return rctx.read(path) if path.exists else ""

    return struct(
        control = control,
        names = data.keys(),
        pins = pins,
        versions = {pin.name: pin.version for pin in pins},
        place = place,
        close = lambda: rctx.delete(_FOLDER),
    )

def fetch_packages(rctx, lock, architecture, names = None, into = ""):
    """Downloads packages and merges them into one tree, normalised as tree.bzl says.

    Args:
      rctx: the repository context.
      lock: label of a <set>.lock.json.
      architecture: Debian architecture.
      names: the packages wanted; all of the lock's when None.
      into: folder of the repository that becomes the tree's root.

    Returns:
      {name: version} of what the tree holds.
    """
    return merge_packages(rctx, [(lock, names)], architecture, into)

def merge_packages(rctx, parts, architecture, into = ""):
    """Downloads packages of several locks and merges them into one tree.

    Args:
      rctx: the repository context.
      parts: list of pairs: the label of a <set>.lock.json, and the names of the packages wanted, all when None.
      architecture: Debian architecture.
      into: folder of the repository that becomes the tree's root.

    Returns:
      {name: version} of what the tree holds.
    """
    versions = {}
    open_tree(rctx, into)
    for lock, names in parts:
        packages = open_packages(rctx, lock, architecture, names)
        for name in packages.names:
            packages.place(name, {"": into})
        packages.close()
        versions |= packages.versions
    close_tree(rctx, into)
    return versions

def _deb(name):
    return "{}/{}.deb".format(_FOLDER, name)
