"""What a `pgrx_crate` has for its author at work: psql, and what editors read."""

load("//build/editor:rust_project.bzl", "pgrx_rust_project")
load("//build/extension:psql.bzl", "pgrx_psql")
load("//platforms:postgres.bzl", "DEFAULT_MAJOR")

visibility(["//build/crates/..."])

def at_hand(name, pairs, settings, crate, testonly, visibility):
    """Declares `<name>_<cpu>_pg<major>.psql` of each pair; `<name>.psql` and `<name>.rust_project` for the CPU asked for.

    Args:
      name: of the `pgrx_crate`.
      pairs: list of (CPU, major) that it is built for.
      settings: of its servers, `name=value`.
      crate: what editors see of it, with all that it depends on.
      testonly: whether the extension is for tests alone.
      visibility: who may depend on the targets.
    """
    majors = {}
    for cpu, major in pairs:
        at = "{}_{}_pg{}".format(name, cpu, major)
        majors.setdefault(cpu, []).append(major)
        pgrx_psql(
            name = at + ".psql",
            extension = ":" + at,
            settings = settings,
            tags = ["manual"],
            testonly = testonly,
            visibility = visibility,
        )
    usual = {cpu: "{}_pg{}".format(cpu, _usual(made)) for cpu, made in majors.items()}
    if not usual:
        return
    native.alias(
        name = name + ".psql",
        actual = _by_cpu(usual, lambda at: ":{}_{}.psql".format(name, at)),
        tags = ["manual"],
        testonly = testonly,
        visibility = visibility,
    )
    pgrx_rust_project(
        name = name + ".rust_project",
        crates = [crate],
        platform = _by_cpu(usual, lambda at: Label("//platforms:linux_" + at)),
        tags = ["manual"],
        # As the program of a crate's tests is.
        testonly = True,
        visibility = visibility,
    )

def _by_cpu(usual, value_of):
    """A select by CPU; the first one where it is none of them."""
    values = {Label("@platforms//cpu:" + cpu): value_of(at) for cpu, at in usual.items()}
    return select(values | {"//conditions:default": values.values()[0]})

def _usual(majors):
    """The major where nobody has named one: the default, or the next that there is."""
    newer = [major for major in sorted(majors, key = int) if int(major) >= int(DEFAULT_MAJOR)]
    return (newer or majors)[0]
