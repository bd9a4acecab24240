"""Of which CPU the target platform is, and which PostgreSQL it names, for an attribute."""

load(":arches.bzl", "ARCHES")
load(":postgres.bzl", "MAJORS")

def target_cpu():
    """Bazel's name of the target platform's CPU.

    Returns:
      A `select` over all rows.
    """
    return select({Label("@platforms//cpu:" + arch.cpu): arch.cpu for arch in ARCHES})

def target_major():
    """The major version of the target platform's PostgreSQL, a string.

    Returns:
      A `select` over all majors; "" where the platform names none.
    """
    return select({Label("//platforms:is_pg" + major): major for major in MAJORS} | {
        "//conditions:default": "",
    })
