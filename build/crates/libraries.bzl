"""The C libraries of `pgrx.libraries` that a crate is annotated with."""

load("//build/libraries:crate.bzl", "crate_libraries")

visibility(["//build/crates/..."])

def all_libraries(universe):
    """The C libraries of all crates of a universe.

    Args:
      universe: struct of `annotations`, by crates' names, and `crates`.

    Returns:
      A list of labels, each once.
    """
    names = {crate["name"]: True for crate in universe.crates.values()}
    labels = [
        label
        for crate, annotation in universe.annotations.items()
        if crate in names
        for label in annotation.get("libraries", [])
    ]
    return {label: True for label in labels}.keys()

def libraries_of(universe, crate):
    """Declares, once in a package, what a crate sees of its libraries.

    Args:
      universe: struct of `annotations`, by crates' names.
      crate: the crate's row.

    Returns:
      A struct of lists of labels: `deps`, also for `toolchains` of a build script; and `data`, for `compile_data`,
      as archives that a build script names become a part of the crate.
    """
    libraries = universe.annotations.get(crate["name"], {}).get("libraries", [])
    if not libraries:
        return struct(data = [], deps = [])
    name = crate["name"] + "_libraries"
    if not native.existing_rule(name):
        crate_libraries(name = name, crate = crate["name"], libraries = libraries, tags = ["manual"])
    return struct(data = libraries, deps = [":" + name])
