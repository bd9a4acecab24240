"""Which pairs of CPU and PostgreSQL a pgrx_crate is built for."""

load("//platforms:arches.bzl", "ARCHES")
load("//platforms:postgres.bzl", "MAJORS", "RELEASES", "missing_pairs")

visibility(["//build/crates/..."])

ERROR_UNKNOWN_MAJOR = """\
pgrx_crate(name = "{name}"): PostgreSQL {major} is asked for, and {what}.
To mend it: take one of {known} in `majors`{more}."""

ERROR_NO_CPUS = """\
pgrx_crate(name = "{name}"): PostgreSQL {major} is none of Debian's ({known}), so it is built for those CPUs that you have a postgres_toolchain for.
To mend it: take one of Debian's, or name those CPUs in `cpus` (docs/own_postgres.md of rules_pgrx)."""

ERROR_MAJORS = """\
pgrx_crate(name = "{name}"): `majors` is {majors}, and a list of strings is meant.
To mend it: write `majors = {mend}`."""

ERROR_NO_PAIR = """\
pgrx_crate(name = "{name}"): there is nothing to build, as {why}.
To mend it: name other `majors` or `cpus`."""

def majors_of(name, universe, majors, cpus, fail = fail):
    """The majors to build for: those asked for, else all that crate and Debian have.

    Args:
      name: the target's name, for messages.
      universe: struct of `root`.
      majors: those asked for, or None.
      cpus: names of the CPUs asked for, or None.
      fail: what to call with an error's text; tests pass their own.

    Returns:
      A list of strings.
    """
    if type(majors) not in ["NoneType", "list", "tuple"]:
        fail("\n" + ERROR_MAJORS.format(majors = repr(majors), mend = repr([str(majors)]), name = name))
    crate = universe.root["majors"]
    debian = [release.major for release in RELEASES]
    known = ", ".join([repr(major) for major in MAJORS if major in crate])
    for major in majors or []:
        if type(major) != "string":
            fail("\n" + ERROR_UNKNOWN_MAJOR.format(name = name, major = major, what = "a major is a string", known = known, more = ""))
        if major in MAJORS and major not in debian and not cpus:
            fail("\n" + ERROR_NO_CPUS.format(name = name, major = major, known = ", ".join(debian)))
        if major not in MAJORS:
            fail("\n" + ERROR_UNKNOWN_MAJOR.format(name = name, major = major, what = "rules_pgrx has no such PostgreSQL", known = known, more = ""))
        if major not in crate:
            fail("\n" + ERROR_UNKNOWN_MAJOR.format(name = name, major = major, what = "the crate has no feature pg" + major, known = known, more = ", or add the feature to its Cargo.toml"))
    return majors or [major for major in debian if major in crate]

def pairs_of(name, majors, cpus):
    """The rows and majors to build for; those that Debian lacks are left out, but not all.

    Args:
      name: the target's name, for messages.
      majors: of majors_of.
      cpus: names of the CPUs asked for, or None.

    Returns:
      A list of (row of an architecture, major), by major.
    """
    missing = {(release.major, arch.cpu): why for arch, release, why in missing_pairs()}
    asked = [(arch, major) for major in majors for arch in ARCHES if not cpus or arch.cpu in cpus]
    pairs = [(arch, major) for arch, major in asked if (major, arch.cpu) not in missing]
    if not pairs:
        reasons = ["PostgreSQL {} for {}: {}".format(major, arch.cpu, missing[(major, arch.cpu)]) for arch, major in asked]
        fail("\n" + ERROR_NO_PAIR.format(name = name, why = "; ".join(reasons)))
    return pairs
