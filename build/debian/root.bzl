"""Packages of several locks as one root folder that also says which packages those are.

    root = fetch_root(rctx, [lock, ...], architecture)

    root-<hash>/...                          as packages.bzl's fetch_packages merges them
    root-<hash>/var/lib/dpkg/status.d/<name> each package's control file, where scanners look
                                             for it in images that dpkg itself is not in
    packages.lock.json                       a lock (lock.bzl) of exactly these packages

A BUILD file names such a folder as a whole, and of a folder Bazel knows the name alone: what
was made of other packages has another name.
"""

load(":deb.bzl", "open_deb")
load(":errors.bzl", "complaint")
load(":fetch.bzl", "fetch_debs")
load(":locales.bzl", "keep_locales")
load(":lock.bzl", "format_lock", "read_lock", "select_pins")
load(":tree.bzl", "close_tree", "open_tree")

visibility(["//build/..."])

ERROR_NO_CONTROL = """\
{name} {version} for {architecture}: the .deb holds {found}, but no control.tar.
If it is compressed in a new way, pin another version of the package or leave it out of its set."""

# Says, in the repository, of which packages the root was made.
ROOT_LOCK = "packages.lock.json"

_FOLDER = ".packages"
_STATUS = "var/lib/dpkg/status.d"

def fetch_root(rctx, locks, architecture, unwanted = [], unpacked = None, locales = []):
    """Downloads the packages of locks and merges them into one tree.

    Args:
      rctx: the repository context.
      locks: labels of <set>.lock.json.
      architecture: Debian architecture.
      unwanted: paths in the tree that are removed before the packages' names are written; `/*/`
        stands for each folder.
      unpacked: function of a package's name and the tree's folder, called after each package.
      locales: those of the tree's locales that are kept; all where none is said.

    Returns:
      The folder of the repository that is the tree's root.
    """
    pins = []
    for lock in locks:
        content = read_lock(rctx, lock)
        wanted = select_pins(content, architecture, None, str(lock), content.fail)
        pins += fetch_debs(rctx, content, wanted, _deb)
    made_of = ",".join([pin.sha256 for pin in pins] + unwanted + locales)
    root = "root-%x" % (hash(made_of) & 0xffffffff)
    open_tree(rctx, root)
    controls = {}
    for pin in pins:
        rctx.extract(open_deb(rctx, pin, _deb(pin.name), _folder(pin.name)), root)
        controls[pin.name] = _control(rctx, pin)
        if unpacked:
            unpacked(pin.name, root)
    rctx.delete(_FOLDER)
    for path in unwanted:
        above, _, below = path.partition("/*/")
        if below:
            for folder in rctx.path(root + "/" + above).realpath.readdir():
                if folder.is_dir:
                    rctx.delete(folder.get_child(below))
        else:
            rctx.delete(root + "/" + path)
    if locales:
        keep_locales(rctx, root, locales)
    close_tree(rctx, root)
    for name, text in controls.items():
        rctx.file("{}/{}/{}".format(root, _STATUS, name), text, executable = False, legacy_utf8 = False)

    # Not the locks that were given: a healed pin is another package than theirs.
    rctx.file(ROOT_LOCK, format_lock("root", pins), executable = False, legacy_utf8 = False)
    return root

def _control(rctx, pin):
    """The text of an opened package's control file."""
    members = rctx.path(_folder(pin.name)).readdir()
    found = [member for member in members if member.basename.startswith("control.tar")]
    if not found:
        fail(complaint(ERROR_NO_CONTROL, pin, found = ", ".join(sorted([member.basename for member in members]))))
    folder = _folder(pin.name) + "/control"
    rctx.extract(found[0], folder)
    return rctx.read(folder + "/control")

def _deb(name):
    return "{}/{}.deb".format(_FOLDER, name)

def _folder(name):
    return "{}/{}".format(_FOLDER, name)
