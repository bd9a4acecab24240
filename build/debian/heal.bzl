"""What happens when a pinned .deb does not arrive as pinned.

    it arrives on a second try                      -> used
    the archive lists it, another file arrives      -> error: expected and got
    the archive lists it, nothing arrives           -> error
    the archive lists another file for the version  -> error
    the archive lists a newer version instead       -> that one, with a warning;
                                                       --config=locked: error
    the archive lists nothing newer                 -> error
    the archive has no such suite any more          -> error: where it may be
    the archive cannot be asked                     -> error

The archive is asked through apt (apt.bzl), so its signature vouches for a
successor just as the lock's sha256 vouches for a pin.
"""

load(":apt.bzl", "open_apt")
load(
    ":errors.bzl",
    "ERROR_GONE",
    "ERROR_LOCKED",
    "ERROR_NOT_DELIVERED",
    "ERROR_OTHER_FILE",
    "ERROR_SUITE_GONE",
    "ERROR_UNREACHABLE",
    "ERROR_WRONG_FILE",
    "HEALED_ROW",
    "WARNING_HEALED",
    "complaint",
)
load(":here.bzl", "owned")
load(":lock.bzl", "UPDATE_COMMAND")
load(":version.bzl", "is_newer")

visibility(["//build/debian/...", "//tests/..."])

def decide(pin, listed, locked, got = None):
    """What to do about a pin that could not be downloaded.

    Args:
      pin: the pin (lock.bzl).
      listed: the versions that its suite has, as `parse_stanzas` gives them.
      locked: whether successors are forbidden.
      got: sha256 of what arrived instead, if anything did.

    Returns:
      A struct of `successor` (a pin) and `error` (a text for `complaint`, with
      `facts` to go into it); one of `successor` and `error` is None.
    """
    for package in listed:
        if package.version == pin.version and package.sha256 != pin.sha256:
            return _error(ERROR_OTHER_FILE, listed = package.sha256)
        if package.version == pin.version:
            return _error(ERROR_WRONG_FILE, got = got) if got else _error(ERROR_NOT_DELIVERED)
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

def heal(rctx, lock, mirrors, pins, failed, fetch, address_of):
    """Replaces pins that the mirror has dropped, or fails with the reason.

    Args:
      rctx: the repository context.
      lock: the lock that the pins are of, as `read_lock` gives it.
      mirrors: what `find_mirrors` gave.
      pins: all pins that were wanted.
      failed: those of them that did not arrive.
      fetch: function that starts the download of a pin, from another address
        if one is given, and gives a token of `rctx.download`.
      address_of: function that gives a pin's address at the mirror.

    Returns:
      `pins`, with successors in the place of those that are gone.
    """
    apt = open_apt(rctx, lock, mirrors)

    # Only asked for here, so that a repository depends on it only if it was healed.
    locked = bool(rctx.getenv("RULES_PGRX_LOCKED"))
    successors = {}
    for pin in failed:
        # Not through Bazel, which does not show a wrong file.
        copy = apt.download(address_of(pin))
        if not copy or copy.sha256 != pin.sha256:
            successors[pin.name] = _successor(apt, lock, pin, locked, copy.sha256 if copy else None)
        elif not fetch(pin, copy.address).wait().success:
            lock.fail(complaint(ERROR_NOT_DELIVERED, pin))
    for pin in relatives(pins, successors.keys()):
        # It came out of a cache, and would not match its relatives' new version.
        if pin.version not in [package.version for package in apt.look_up(pin).packages]:
            successors[pin.name] = _successor(apt, lock, pin, locked)
    apt.close()
    healed = [pin for pin in pins if pin.name in successors]
    for pin in healed:
        if not fetch(successors[pin.name]).wait().success:
            lock.fail(complaint(ERROR_NOT_DELIVERED, successors[pin.name]))
    if healed:
        rows = [complaint(HEALED_ROW, pin, set = lock.set, successor = successors[pin.name].version) for pin in healed]
        warning = WARNING_HEALED.format(command = UPDATE_COMMAND, rows = "\n".join(rows))
        print(owned(rctx, lock.label, warning))  # buildifier: disable=print
    return [successors.get(pin.name, pin) for pin in pins]

def _successor(apt, lock, pin, locked, got = None):
    answer = apt.look_up(pin)
    if answer.problem and got:
        lock.fail(complaint(ERROR_WRONG_FILE, pin, got = got))
    if answer.problem:
        error = ERROR_SUITE_GONE if suite_gone(answer.problem) else ERROR_UNREACHABLE
        lock.fail(complaint(error, pin, reason = answer.problem, set = lock.set))
    decision = decide(pin, answer.packages, locked, got)
    if decision.error:
        lock.fail(complaint(decision.error, pin, set = lock.set, **decision.facts))
    return decision.successor

def suite_gone(problem):
    """Whether what apt says is that the archive has no such suite.

    Args:
      problem: what it says.

    Returns:
      A bool.
    """
    return "does not have a Release file" in problem or "no longer has a Release file" in problem

def relatives(pins, gone):
    """Pins of the same source as one that is gone.

    Args:
      pins: all pins that were wanted.
      gone: names of those that are gone.

    Returns:
      Those of `pins` that are not gone, but of the same suite and version as
      one that is: packages of one source are released, and dropped, together.
    """
    sources = [(pin.suite, pin.version) for pin in pins if pin.name in gone]
    return [pin for pin in pins if pin.name not in gone and (pin.suite, pin.version) in sources]
