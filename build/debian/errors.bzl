"""What is said about a pin that did not arrive; when, heal.bzl decides."""

load(":here.bzl", "locked_text")
load(":lock.bzl", "UPDATE_COMMAND")

visibility(["//build/debian/...", "//tests/..."])

_PIN = "{name} {version} for {architecture}"

ERROR_WRONG_FILE = _PIN + """: the mirror's file is not the pinned one.
  file      {path}
  expected  sha256 {sha256}, {size} bytes
  got       sha256 {got}
The mirror, or a cache or proxy on the way, delivers a damaged or forged file: use another
mirror (--repo_env=DEBIAN_MIRROR=...). If the lock is the damaged one, renew it: """ + UPDATE_COMMAND

ERROR_OTHER_FILE = _PIN + """: the archive lists another file under this version.
  file      {path}
  expected  sha256 {sha256}
  listed    sha256 {listed}
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
""" + locked_text() + " takes no successors. Renew the lock: " + UPDATE_COMMAND

ERROR_UNREACHABLE = _PIN + """: cannot be downloaded, and the archive cannot be asked why.
  file      {path}
  reason    {reason}
Bazel's warning above says what came instead. Check the network and the mirror
(--repo_env=DEBIAN_MIRROR=<base URL of a Debian mirror>). If the mirror has dropped the package,
this renews the lock on a machine with apt: """ + UPDATE_COMMAND

ERROR_SUITE_GONE = _PIN + """: cannot be downloaded, and the mirror has no suite {suite} any more.
  file      {path}
  reason    {reason}
A suite leaves the mirrors some time after its support has ended. What it had is then in the archive of
old releases that its publisher keeps, and in snapshot services, which have an archive as of each day.
Name the base URL of one of these (--repo_env=DEBIAN_MIRROR=...)."""

WARNING_HEALED = """\

********************************************************************************
The mirror has dropped pinned packages. Their successors are used, which the
archive has signed, but which nobody has tested with this source:
{rows}
Renew the lock:                {command}
Make this an error instead:    """ + locked_text() + """
********************************************************************************"""

HEALED_ROW = "  {set}: {name} {architecture} {version} -> {successor} ({suite})"

def complaint(text, pin, **facts):
    """The text about one pin.

    Args:
      text: one of the constants here.
      pin: the pin it is about.
      **facts: further values for the text.

    Returns:
      A string.
    """
    values = {field: getattr(pin, field) for field in dir(pin)}
    return text.format(**(values | facts))
