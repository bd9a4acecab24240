"""Downloads pins, with Bazel's own downloader.

So that --repository_cache, --distdir, --experimental_downloader_config and
the like hold, and downloads run side by side.
"""

load(":heal.bzl", "heal")
load(":mirror.bzl", "ERROR_NO_MIRROR", "find_mirrors")

visibility(["//build/debian/...", "//tests/..."])

# Stands for a mirror that is not known: cached files are found all the same.
_NOWHERE = "file:///no/debian/mirror/is/known"

def fetch_debs(rctx, lock, pins, path_of):
    """Downloads .debs, replacing those that the mirror has dropped.

    Args:
      rctx: the repository context.
      lock: the lock that the pins are of, as `read_lock` gives it.
      pins: what to download; see lock.bzl.
      path_of: function from a package's name to the path for its .deb.

    Returns:
      The pins of the files that are now there: `pins`, but for healed ones.
    """
    mirrors = find_mirrors(rctx, lock.archive)

    def address_of(pin):
        base = mirrors.addresses[pin.archive] if mirrors.addresses else _NOWHERE
        return "{}/{}".format(base, pin.path)

    def fetch(pin, address = None):
        return rctx.download(
            address or address_of(pin),
            path_of(pin.name),
            allow_fail = True,
            block = False,
            # The same for every mirror, whose address is part of Bazel's own default.
            canonical_id = "{}_{}_{}".format(pin.name, pin.version, pin.architecture),
            sha256 = pin.sha256,
        )

    pending = [(pin, fetch(pin)) for pin in pins]
    failed = [pin for pin, download in pending if not download.wait().success]
    if not failed:
        return pins
    if not mirrors.addresses:
        fail(ERROR_NO_MIRROR.format(reason = mirrors.problem))
    return heal(rctx, lock, mirrors.addresses, pins, failed, fetch, address_of)
