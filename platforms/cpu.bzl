"""Of which CPU the target platform is, for an attribute."""

load(":arches.bzl", "ARCHES")

def target_cpu():
    """Bazel's name of the target platform's CPU.

    Returns:
      A `select` over all rows.
    """
    return select({Label("@platforms//cpu:" + arch.cpu): arch.cpu for arch in ARCHES})
