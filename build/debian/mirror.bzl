"""Where packages come from: the machine says, never this tree."""

_NO_MIRROR = """\
No Debian mirror is known: neither DEBIAN_MIRROR is set, nor does this machine's apt name one.
To mend it: bazel build --repo_env=DEBIAN_MIRROR=<base address of a Debian mirror> ..."""

def find_mirrors(rctx):
    """The base address of each archive.

    Args:
      rctx: a repository context.

    Returns:
      {"debian": address, "debian-security": address}, without trailing slash.
    """
    main = rctx.os.environ.get("DEBIAN_MIRROR") or _configured(rctx, "/debian")
    if not main:
        fail(_NO_MIRROR)
    main = main.rstrip("/")
    security = rctx.os.environ.get("DEBIAN_SECURITY_MIRROR")
    if not security and "DEBIAN_MIRROR" not in rctx.os.environ:
        security = _configured(rctx, "/debian-security")
    return {
        "debian": main,
        "debian-security": (security or main + "-security").rstrip("/"),
    }

def _configured(rctx, suffix):
    apt = rctx.which("apt-get")
    if not apt:
        return None
    result = rctx.execute([apt, "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"])
    for line in result.stdout.splitlines():
        if line.rstrip("/").endswith(suffix):
            return line
    return None
