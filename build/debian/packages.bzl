"""Pinned Debian packages in a repository rule: download, then place subtrees.

    packages = open_packages(rctx, lock, architecture)
    packages.place("libc6", {"usr/lib/x86_64-linux-gnu": "lib"})
    packages.close()

A package's data archive is read by Bazel's own downloader and decompressor, so
--distdir, the repository cache and machines without dpkg all work.
"""

load(":mirror.bzl", "find_mirrors")

def open_packages(rctx, lock, architecture, names = None):
    """Downloads the packages of a lock for one architecture.

    Args:
      rctx: the repository context.
      lock: label of a <set>.lock.json.
      architecture: Debian architecture.
      names: the packages wanted; all of the lock's when None.

    Returns:
      A struct with `place(name, {prefix in the package: folder in the
      repository})`, `has(name)` and `close()`.
    """
    rows = {
        row["name"]: row
        for row in json.decode(rctx.read(lock))["packages"]
        if row["architecture"] == architecture and (names == None or row["name"] in names)
    }
    mirrors = find_mirrors(rctx)
    pending = [
        rctx.download(
            url = "{}/{}".format(mirrors[row["archive"]], row["path"]),
            output = _deb(row["name"]),
            sha256 = row["sha256"],
            block = False,
        )
        for row in rows.values()
    ]
    for download in pending:
        download.wait()
    for name in rows:
        rctx.extract(_deb(name), output = _folder(name))
        rctx.delete(_deb(name))

    def place(name, trees):
        for prefix, folder in trees.items():
            rctx.extract(_data(rctx, name), output = folder, stripPrefix = prefix)

    return struct(
        names = rows.keys(),
        versions = {name: row["version"] for name, row in rows.items()},
        place = place,
        close = lambda: rctx.delete(".packages"),
    )

def _deb(name):
    return ".packages/{}.deb".format(name)

def _folder(name):
    return ".packages/" + name

def _data(rctx, name):
    for suffix in ["xz", "zst", "gz"]:
        path = rctx.path("{}/data.tar.{}".format(_folder(name), suffix))
        if path.exists:
            return path
    fail("{} holds no data.tar".format(name))
