"""pgrx_platforms: what an index can be made for."""

load("//build/static:static.bzl", "static_links")
load("//platforms:postgres.bzl", "DEFAULT_MAJOR", "cpu_tags", "major_suffix", "supported_pairs")

def oci_platform(arch, level = None):
    """How an OCI index spells an architecture.

    Args:
      arch: a row of //platforms:arches.bzl.
      level: a row of //platforms:levels.bzl, if not the baseline.

    Returns:
      os/architecture or os/architecture/variant.
    """
    architecture, variant = arch.oci
    variant = (level.oci if level else "") or variant
    return "/".join(["linux", architecture] + ([variant] if variant else []))

def pgrx_platforms(major = None):
    """The platforms of a PostgreSQL major, one per supported architecture that has it.

    Args:
      major: of PostgreSQL, a string; the default one when left out, each supported one for `*`.

    Returns:
      A list of structs: `cpu`, Bazel's name; `major`; `oci`,
      os/architecture[/variant]; `label`, of the platform; `static_links`, for `links` of
      a pgrx_sbom: the Debian packages of which a pgrx_static_binary has code; `suffix`, what
      follows the CPU in names: `_pg<major>`, nothing for the default; `tags`, of targets for
      this platform: empty on the CPUs that people build on, else `full`,
      which only `--config=full` builds and tests.
    """
    major = major or DEFAULT_MAJOR
    return [
        struct(
            cpu = arch.cpu,
            label = Label("//platforms:linux_{}_pg{}".format(arch.cpu, release.major)),
            major = release.major,
            oci = oci_platform(arch),
            static_links = static_links(arch),
            suffix = major_suffix(release),
            tags = cpu_tags(arch),
        )
        for arch, release in supported_pairs()
        if major in ("*", release.major)
    ]
