"""A folder that packages of any suite are unpacked into, as dpkg would merge them.

Debian 12's packages still hold /lib and /lib64, Debian 13's hold only /usr; in
a tree both end up below usr/, with `lib -> usr/lib` for those who ask for the
old place. Links are relative, lead to something inside, and go there directly.
"""

load(":tar.bzl", "links_archive")

visibility(["//build/debian/...", "//build/libraries/...", "//build/programs/...", "//tests/..."])

# Folders that moved below /usr, and became links: Debian's usrmerge.
MERGED_FOLDERS = ["bin", "lib", "lib32", "lib64", "libo32", "libx32", "sbin"]

def open_tree(rctx, folder):
    """Prepares a folder, so that what is unpacked into it later is merged on arrival.

    Args:
      rctx: the repository context.
      folder: path in the repository, "" for the repository itself.
    """
    make_links(rctx, folder, {name: "usr/" + name for name in MERGED_FOLDERS})
    for name in MERGED_FOLDERS:
        # A link alone does not do: it must lead to a folder to be unpacked through.
        rctx.file(_join(folder, "usr/" + name) + "/" + _PLACEHOLDER, "")

def close_tree(rctx, folder):
    """Ends unpacking: removes what leads nowhere and makes every link relative.

    Args:
      rctx: the repository context.
      folder: as given to `open_tree`.
    """
    for name in MERGED_FOLDERS:
        rctx.delete(_join(folder, "usr/" + name) + "/" + _PLACEHOLDER)
        if not rctx.path(_join(folder, "usr/" + name)).readdir():
            rctx.delete(_join(folder, "usr/" + name))
    tidy_links(rctx, folder)

_PLACEHOLDER = ".rules_pgrx"

def tidy_links(rctx, folder):
    """Removes links that lead out of a folder or nowhere, and makes the others relative.

    Args:
      rctx: the repository context.
      folder: path in the repository.
    """
    root = rctx.path(folder).realpath
    links = {}
    for link, target in _find_links(root):
        rctx.delete(link)
        inside = _below(target, root) if target else None
        if inside != None:
            path = _below(link, root)
            links[path] = relative_path(inside, path)
    make_links(rctx, folder, links)

def relative_path(target, link):
    """The target of a link, as the link has to name it.

    Args:
      target: path of what the link leads to, relative to any folder.
      link: path of the link itself, relative to the same folder.

    Returns:
      The path of `target`, relative to the folder that holds `link`.
    """
    to = target.split("/")
    here = link.split("/")[:-1]
    common = 0
    for a, b in zip(to[:-1], here):
        if a != b:
            break
        common += 1
    return "/".join([".."] * (len(here) - common) + to[common:])

def _find_links(root):
    """[(path of link, path that it leads to or None)], not looking behind links."""
    links = []
    folders = [root]

    # Starlark knows no `while`; no tree is as large as this.
    for _ in range(1 << 20):
        if not folders:
            break
        folder = folders.pop()
        for entry in folder.readdir():
            if not entry.exists:
                links.append((entry, None))
                continue
            target = entry.realpath
            if target != entry:
                links.append((entry, target))
            elif entry.is_dir:
                folders.append(entry)
    return links

def make_links(rctx, folder, links):
    """Makes symbolic links.

    Args:
      rctx: the repository context.
      folder: path in the repository.
      links: {path of the link in the folder: target, relative to the link's folder}.
    """
    if not links:
        return
    archive = _join(folder, ".links.tar")
    rctx.file(archive, links_archive(links), executable = False, legacy_utf8 = False)
    rctx.extract(archive, folder)
    rctx.delete(archive)

def _below(path, root):
    prefix = str(root) + "/"
    return str(path)[len(prefix):] if str(path).startswith(prefix) else None

def _join(folder, path):
    return folder + "/" + path if folder else path
