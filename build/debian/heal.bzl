"""What happens when a pinned .deb does not arrive as pinned.

    it arrives on a second try                         -> used
    it arrives, but is another file                    -> error: expected and got
    the archive lists it, the mirror does not give it  -> error
    the archive has a newer version instead            -> that one, with a warning;
                                                          --config=locked: error
    the archive has nothing newer                      -> error
    the archive cannot be asked                        -> error

The archive is asked through apt (apt.bzl), so its signature vouches for a
successor just as the lock's sha256 vouches for a pin.
"""

load(":apt.bzl", "open_apt")
load(":lock.bzl", "UPDATE_COMMAND")
load(":version.bzl", "is_newer")

visibility(["//build/debian/...", "//tests/..."])

_PIN = "{name} {version} for {architecture}"

ERROR_WRONG_FILE = _PIN + """: the mirror's file is not the pinned one.
  file      {path}
  expected  sha256 {sha256}, {size} bytes
  got       sha256 {got}
The mirror, or a cache or proxy on the way, delivers a damaged or forged file: use another
mirror (--repo_env=DEBIAN_MIRROR=...). If the lock was edited, renew it: """ + UPDATE_COMMAND

ERROR_OTHER_FILE = _PIN + """: the archive lists another file under this version.
  file      {path}
  expected  sha256 {sha256}
  listed    sha256 {got}
The lock was made from another archive. Renew it: """ + UPDATE_COMMAND

ERROR_NOT_DELIVERED = _PIN + """: {suite} lists it, but the mirror does not deliver it, or not whole.
  file      {path}
  expected  sha256 {sha256}, {size} bytes
Bazel's warning above says what came instead. The mirror may be in the middle of an update: try
again later, or use another one (--repo_env=DEBIAN_MIRROR=...)."""

ERROR_GONE = _PIN + """: gone from {suite}, which has nothing newer ({found}).
  file      {path}
The mirror may be older than the lock, or the package was removed or renamed. In the first
case use another mirror (--repo_env=DEBIAN_MIRROR=...), else mend thirdparty/debian/{set}.yaml
and run: """ + UPDATE_COMMAND

ERROR_LOCKED = _PIN + """: the mirror has dropped this pin.
  file      {path}
  successor {successor}, in {suite}
--config=locked takes no successors. Renew the lock: """ + UPDATE_COMMAND

ERROR_UNREACHABLE = _PIN + """: cannot be downloaded, and the archive cannot be asked why.
  file      {path}
  reason    {reason}
Bazel's warning above says what came instead. Check the network and the mirror (--repo_env=DEBIAN_MIRROR=<base URL of a Debian mirror>). If the
mirror has dropped the package, this renews the lock on a machine with apt: """ + UPDATE_COMMAND

WARNING_HEALED = """\

********************************************************************************
The mirror has dropped pinned packages. Their successors are used, which the
archive has signed, but which nobody has tested with this source:
{rows}
Renew the lock:                {command}
Make this an error instead:    --config=locked
********************************************************************************"""

_ROW = "  {set}: {name} {architecture} {version} -> {successor} ({suite})"

def decide(pin, listed, locked):
    """What to do about a pin that could not be downloaded.

    Args:
      pin: the pin (lock.bzl).
      listed: the versions that its suite has, as `parse_stanzas` gives them.
      locked: whether successors are forbidden.

    Returns:
      A struct of `successor` (a pin) and `error` (a text for `complaint`, with
      `facts` to go into it); one of `successor` and `error` is None.
    """
    for package in listed:
        if package.version == pin.version:
            error = ERROR_NOT_DELIVERED if package.sha256 == pin.sha256 else ERROR_OTHER_FILE
            return _error(error, got = package.sha256)
    newest = None
    for package in listed:
        if is_newer(package.version, newest.version if newest else pin.version):
            newest = package
    if not newest:
        found = ", ".join([package.version for package in listed])
        return _error(ERROR_GONE, found = "it has " + found if found else "it has no version at all")
    if locked:
        return _error(ERROR_LOCKED, successor = newest.version)
    return struct(error = None, facts = {}, successor = struct(
        name = pin.name,
        architecture = pin.architecture,
        version = newest.version,
        suite = pin.suite,
        archive = pin.archive,
        path = newest.path,
        size = newest.size,
        sha256 = newest.sha256,
    ))

def _error(text, **facts):
    return struct(error = text, facts = facts, successor = None)

def complaint(text, pin, **facts):
    """An error's or warning's text.

    Args:
      text: one of the constants here.
      pin: the pin it is about.
      **facts: further values for the text.

    Returns:
      A string.
    """
    values = {field: getattr(pin, field) for field in dir(pin)}
    return text.format(**(values | facts))

def heal(rctx, set, mirrors, pins, failed, fetch, address_of):
    """Replaces pins that the mirror has dropped, or fails with the reason.

    Args:
      rctx: the repository context.
      set: name of the package set.
      mirrors: what `find_mirrors` gave.
      pins: all pins that were wanted.
      failed: those of them that did not arrive.
      fetch: function that starts the download of a pin, from another address
        if one is given, and gives a token of `rctx.download`.
      address_of: function that gives a pin's address at the mirror.

    Returns:
      `pins`, with successors in the place of those that are gone.
    """
    apt = open_apt(rctx, mirrors)

    # Only asked for here, so that a repository depends on it only if it was healed.
    locked = bool(rctx.getenv("RULES_PGRX_LOCKED"))
    successors = {}
    for pin in failed:
        if not _arrives(apt, pin, fetch, address_of(pin)):
            successors[pin.name] = _successor(apt, set, pin, locked)
    for pin in _relatives(pins, successors, failed):
        # Its cached file would not match its relatives' new version.
        if pin.version not in [package.version for package in apt.look_up(pin).packages]:
            successors[pin.name] = _successor(apt, set, pin, locked)
    apt.close()
    healed = [pin for pin in pins if pin.name in successors]
    for pin in healed:
        if not fetch(successors[pin.name]).wait().success:
            fail(complaint(ERROR_NOT_DELIVERED, successors[pin.name]))
    if healed:
        print(WARNING_HEALED.format(command = UPDATE_COMMAND, rows = "\n".join([
            complaint(_ROW, pin, set = set, successor = successors[pin.name].version)
            for pin in healed
        ])))  # buildifier: disable=print
    return [successors.get(pin.name, pin) for pin in pins]

def _arrives(apt, pin, fetch, address):
    """Tries a second time, not through Bazel, which does not show a wrong file."""
    got = apt.download(address)
    if not got:
        return False
    if got.sha256 != pin.sha256:
        fail(complaint(ERROR_WRONG_FILE, pin, got = got.sha256))
    return fetch(pin, got.address).wait().success

def _successor(apt, set, pin, locked):
    answer = apt.look_up(pin)
    if answer.problem:
        fail(complaint(ERROR_UNREACHABLE, pin, reason = answer.problem))
    decision = decide(pin, answer.packages, locked)
    if decision.error:
        fail(complaint(decision.error, pin, set = set, **decision.facts))
    return decision.successor

def _relatives(pins, successors, failed):
    """Pins of the same source, to go by suite and version, that did arrive."""
    gone = [(pin.suite, pin.version) for pin in pins if pin.name in successors]
    return [pin for pin in pins if (pin.suite, pin.version) in gone and pin not in failed]
