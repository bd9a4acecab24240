"""pgrx_platforms: what an index can be made for."""

load("//build/static:static.bzl", "static_links")
load("//platforms:postgres.bzl", "DEFAULT_MAJOR", "supported_pairs")

def oci_platform(arch):
    """How an OCI index spells an architecture.

    Args:
      arch: a row of //platforms:arches.bzl.

    Returns:
      os/architecture or os/architecture/variant.
    """
    return "/".join(["linux"] + [part for part in arch.oci if part])

def pgrx_platforms(major = None):
    """The platforms of a PostgreSQL major, one per supported architecture that has it.

    Args:
      major: of PostgreSQL, a string; the default one when left out.

    Returns:
      A list of structs: `cpu`, Bazel's name; `major`; `oci`,
      os/architecture[/variant]; `label`, of the platform; `static_links`, for `links` of
      a pgrx_sbom: the Debian packages of which a pgrx_static_binary has code; `tags`, of targets
      for this platform: empty on the CPUs that people build on, else `full`,
      which only `--config=full` builds and tests.
    """
    major = major or DEFAULT_MAJOR
    return [
        struct(
            cpu = arch.cpu,
            label = Label("//platforms:linux_{}_pg{}".format(arch.cpu, major)),
            major = major,
            oci = oci_platform(arch),
            static_links = static_links(),
            tags = [] if arch.host else ["full"],
        )
        for arch, release in supported_pairs()
        if release.major == major
    ]
