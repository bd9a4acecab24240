"""Of which CPU the target platform is, and which PostgreSQL it names, for an attribute."""

load(":arches.bzl", "ARCHES")
load(":postgres.bzl", "RELEASES")

def target_cpu():
    """Bazel's name of the target platform's CPU.

    Returns:
      A `select` over all rows.
    """
    return select({Label("@platforms//cpu:" + arch.cpu): arch.cpu for arch in ARCHES})

def target_major():
    """The major version of the target platform's PostgreSQL, a string.

    Returns:
      A `select` over all rows; "" where the platform names none.
    """
    return select({Label("//platforms:is_pg" + release.major): release.major for release in RELEASES} | {
        "//conditions:default": "",
    })
