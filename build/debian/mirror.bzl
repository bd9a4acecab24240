"""Where packages come from: the machine says, never this tree.

1. `--repo_env=DEBIAN_MIRROR=<base URL>` (and DEBIAN_SECURITY_MIRROR), or
2. what this machine's apt is configured with.

A lock that names an archive of somebody's own has that one's address.

None is a dependency of the repository: whichever mirror delivers a pinned
file, the file is the same, so another mirror is no reason to fetch it again.
"""

load(":lock.bzl", "OWN")

visibility(["//build/...", "//tests/..."])

ERROR_NO_MIRROR = """\
No Debian mirror is known: DEBIAN_MIRROR is not set, and this machine's apt {reason}.
Name one: --repo_env=DEBIAN_MIRROR=<base URL of a Debian mirror>"""

def find_mirrors(rctx, archive = None):
    """The base address of each archive.

    Args:
      rctx: a repository context.
      archive: what the lock names, if it isn't of Debian's.

    Returns:
      A struct of `addresses` ({"debian": address, "debian-security": address}, or {"own": address},
      without trailing slash) and `problem`; the one or the other is None.
    """
    if archive:
        return struct(addresses = {OWN: archive.url}, problem = None)
    environ = rctx.os.environ
    if environ.get("DEBIAN_MIRROR"):
        return choose_mirrors(environ, [], "")
    apt = rctx.which("apt-get")
    if not apt:
        return choose_mirrors(environ, [], "is not installed")
    asked = rctx.execute([apt, "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"])
    return choose_mirrors(environ, asked.stdout.splitlines(), "has no source whose address ends in /debian")

def choose_mirrors(environ, configured, problem):
    """Decides, from what the environment and apt say.

    Args:
      environ: the environment, a dict.
      configured: addresses that apt is configured with.
      problem: what is wrong with `configured` if it is of no use.

    Returns:
      As `find_mirrors`.
    """
    main = environ.get("DEBIAN_MIRROR")
    security = environ.get("DEBIAN_SECURITY_MIRROR")
    if not main:
        main = _ending_in(configured, "debian")
        security = security or _ending_in(configured, "debian-security")
    if not main:
        return struct(addresses = None, problem = problem)
    main = main.rstrip("/")

    # By convention a mirror has the security archive beside the main one.
    security = (security or main + "-security").rstrip("/")
    return struct(addresses = {"debian": main, "debian-security": security}, problem = None)

def _ending_in(addresses, archive):
    for address in addresses:
        address = address.strip().rstrip("/")
        if address.split("/")[-1] == archive:
            return address
    return None
