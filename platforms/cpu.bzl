"""Of which CPU the target platform is, and which PostgreSQL it names, for an attribute."""

load(":arches.bzl", "ARCHES")
load(":postgres.bzl", "MAJORS")

def target_cpu(otherwise = None):
    """Bazel's name of the target platform's CPU.

    Args:
      otherwise: the value for a CPU of no row, which is an error by default.

    Returns:
      A `select` over all rows.
    """
    known = {Label("@platforms//cpu:" + arch.cpu): arch.cpu for arch in ARCHES}
    return select(known if otherwise == None else known | {"//conditions:default": otherwise})

def target_major():
    """The major version of the target platform's PostgreSQL, a string.

    Returns:
      A `select` over all majors; "" where the platform names none.
    """
    return select({Label("//platforms:is_pg" + major): major for major in MAJORS} | {
        "//conditions:default": "",
    })
