"""The C libraries of `pgrx.libraries` that a crate is annotated with."""

load("//build/libraries:crate.bzl", "crate_libraries")

visibility(["//build/crates/..."])

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
        crate_libraries(name = name, libraries = libraries, tags = ["manual"])
    return struct(data = libraries, deps = [":" + name])
