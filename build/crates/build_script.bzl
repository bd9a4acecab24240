"""The build script of a crate, from its row in the table of @<universe>//:crates.bzl."""

load("@rules_cc//cc:defs.bzl", "cc_library")
load("@rules_rust//cargo:defs.bzl", "cargo_build_script")
load("//build/bindings:script_libclang.bzl", "LIBCLANG_ENV", "script_libclang")
load("//build/libraries:crate.bzl", "LIBRARIES_ENV")
load(":attributes.bzl", "crate_files", "dependencies", "features", "label_of")
load(":cplusplus.bzl", "cplusplus_of")
load(":libraries.bzl", "libraries_of")
load(":pg_sys.bzl", "pg_sys_build_script")
load(":programs.bzl", "all_script_crates", "give_programs", "programs_of", "runs_bindgen")
load(":source_crates.bzl", "source_crates")

visibility(["//build/crates/..."])

def member_script(repository, name):
    """The build script of a crate that lies in the workspace.

    Args:
      repository: the repository of its files.
      name: which of its variants.

    Returns:
      What `build_script` returned there.
    """
    return ["@@{}//:{}_{}".format(repository, name, part) for part in ["bs", "bs_linked"]]

# cmake and make name sources by their whole paths, which assertions and __FILE__ have in them.
_WITHOUT_FOLDER = "-ffile-prefix-map=$${pwd}/="

def _environment(name, universe, crate, variant, annotation, named, linked):
    """The variables of a build script, and the targets that have values for them."""
    annotated = annotation.get("programs", [])
    libraries = libraries_of(universe, crate).deps
    env, toolchains = universe.env, linked + libraries
    if libraries:
        env = LIBRARIES_ENV | env
    used = all_script_crates(universe.crates, variant)
    if runs_bindgen(used):
        script_libclang(name = name + "_libclang", tags = ["manual"])
        toolchains.append(":{}_libclang".format(name))
        env = LIBCLANG_ENV | env
    programs = programs_of(used, annotated + (["pkgconf"] if libraries else []), named)
    if programs != None:
        env = give_programs(name + "_programs", programs, annotated) | env
        toolchains.append(":{}_programs".format(name))
    env = env | annotation.get("build_script_env", {})
    if "make" in (programs or []):
        for variable in ["CFLAGS", "CXXFLAGS"]:
            env[variable] = (_WITHOUT_FOLDER + " " + env.get(variable, "")).strip()
    if linked:
        for variable in ["BINDGEN_EXTRA_CLANG_ARGS", "CXXFLAGS"]:
            env[variable] = "$(CPLUSPLUS_FLAGS) " + env.get(variable, "")

        # cmake tries what it can link.
        if "cmake" in (programs or []):
            env["LDFLAGS"] = "$(CPLUSPLUS_LDFLAGS) " + env.get("LDFLAGS", "")
    return env, toolchains

def build_script(name, universe, id, variant, annotation, two_colons, named):
    """Declares the build script of a crate, in the repository of its files.

    Args:
      name: the target's name.
      universe: see `registry_crate`.
      id: the crate's id.
      variant: the row's variant, with a build script.
      annotation: what the user says of the crate.
      two_colons: whether the script says `cargo::`.
      named: programs that the script names.

    Returns:
      Labels for `deps` of the crate: what the script has found out, and what is linked with what it has compiled.
    """
    crate, script = universe.crates[id], variant["script"]
    linked = cplusplus_of(universe.crates, variant, annotation)
    if crate["folder"] != None:
        cc_library(name = name + "_linked", tags = ["manual"], deps = linked)
    attributes = dependencies(universe, {"": script["deps"]})
    if crate["name"] == "pgrx-pg-sys":
        pg_sys_build_script(
            name = name,
            crate_root = crate["script"]["root"],
            edition = crate["script"]["edition"],
            **attributes
        )
        return [":" + name] + linked
    if two_colons:
        attributes["deps"] = attributes["deps"] + [Label("//build/crates:one_colon")]
    env, toolchains = _environment(name, universe, crate, variant, annotation, named, linked)
    sources = source_crates(universe, variant)
    if toolchains:
        attributes["toolchains"] = toolchains
    cargo_build_script(
        name = name,
        srcs = native.glob(["**/*.rs"]),
        build_script_env = sources.env | env,
        crate_features = features(variant),
        crate_name = crate["script"]["name"],
        crate_root = crate["script"]["root"],
        data = crate_files() + sources.data + annotation.get("build_script_data", []),
        edition = crate["script"]["edition"],
        features = sources.features,
        link_deps = [label_of(universe, target) for target in script["links"]],
        links = crate["links"],
        pkg_name = crate["name"],
        rustc_env = crate["env"],
        rustc_flags = ["--cap-lints=allow"],
        tags = ["manual"],
        tools = annotation.get("build_script_tools", []),
        version = crate["version"],
        **attributes
    )
    return [":" + name] + linked
