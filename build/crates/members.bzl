"""What a Cargo workspace's own packages are made of, as rules for their libraries take it."""

load("//build/extension:regress.bzl", "case_of")
load(":attributes.bzl", "config_flags", "dependencies", "features")
load(":build_script.bzl", "member_script")
load(":crate.bzl", "library")
load(":libraries.bzl", "libraries_of")
load(":subpackages.bzl", "check_seen")

visibility(["//build/crates/..."])

ERROR_OTHER_PACKAGE = """\
pgrx_crate(name = "{name}") is in the BUILD file of {here}, and the files of {crate}, a package of the extension's workspace, are in the Bazel package {package}.
To mend it: {mend}."""

# What lies in a package's folder and is no source of it.
_NOT_SOURCES = ["**/target/**", "**/.git/**", "bazel-*/**", "**/* *", "**/BUILD.bazel", "**/MODULE.bazel*"]

def in_folder(folder, path):
    """A path of a package, from the Bazel package.

    Args:
      folder: the package's folder, from the Bazel package; "" where it is that.
      path: a path from the package's folder.

    Returns:
      A path without `..`.
    """
    parts = []
    for part in (folder.split("/") if folder else []) + path.split("/"):
        if part == "..":
            parts.pop()
        elif part:
            parts.append(part)
    return "/".join(parts)

def _manifest_dir(folder):
    """A package's folder, which macros read files from; rules_rust puts the execution root for ${pwd}."""
    here = native.package_relative_label(":BUILD")
    return "/".join(["$${pwd}"] + [part for part in [here.workspace_root, here.package, folder] if part])

def _rust_folders(crate):
    """The folders of a package that its Rust sources are in, from the Bazel package."""
    root = in_folder(crate["folder"], crate["root"])
    return [in_folder(crate["folder"], "src"), root.rpartition("/")[0]]

def _tests(folder):
    """SQL tests with their outputs, which rustc doesn't read: the library stays as it is when one is edited."""
    outputs = native.glob([in_folder(folder, "expected/*.out")], allow_empty = True)
    cases = [in_folder(folder, "sql/{}.sql".format(case_of(path))) for path in outputs]
    return outputs + cases + [in_folder(folder, "tests/pg_regress/**")]

def _sources(crate, env):
    """Attributes that name a package's files."""
    folder = crate["folder"]
    root = in_folder(folder, crate["root"])
    rust = [path + "/**/*.rs" if path else "**/*.rs" for path in _rust_folders(crate)]
    return {
        "srcs": native.glob(rust, exclude = _NOT_SOURCES, allow_empty = True),
        "compile_data": native.glob([in_folder(folder, "**")], exclude = _NOT_SOURCES + ["**/*.rs"] + _tests(folder), allow_empty = True),
        "crate_root": root,
        "rustc_env": env | crate["env"] | {
            # rules_rust would have the target's name, and the folder of the BUILD file.
            "CARGO_CRATE_NAME": crate["crate_name"],
            "CARGO_MANIFEST_DIR": _manifest_dir(folder),
            "CARGO_PKG_NAME": crate["name"],
        },
    }

def remapped():
    """Flags by which paths in messages and in the SQL are those that cargo has."""
    package = native.package_name()
    return ["--remap-path-prefix={}={}".format(package, "")] if package else []

def _asked_by(variant):
    """The targets that a variant depends on: {target: whether by its build script}."""
    asked = {}
    if variant["script"]:
        asked.update({target: True for target in variant["script"]["deps"].values() + variant["script"]["links"]})
    for externs in variant["deps"].values():
        asked.update({target: False for target in externs.values() if target not in asked})
    return asked

def _below(universe, id):
    """The packages of the workspace that a package depends on, also by way of a crate that is none.

    Returns:
      {(crate id, target): {repository that depends on it: True}}. Build scripts and the crates of
      a registry are in repositories of their own.
    """
    wanted, seen, todo = {}, {}, [(id, name) for name in universe.crates[id]["variants"]]
    for _ in range(1000000):
        if not todo:
            break
        at, name = todo.pop()
        if (at, name) in seen:
            continue
        seen[(at, name)] = True
        crate = universe.crates[at]
        for target, by_script in _asked_by(crate["variants"][name]).items():
            other, _, target = target.partition(":")
            todo.append((other, target))
            if universe.crates[other]["folder"] == None or other == id:
                continue
            repositories = wanted.setdefault((other, target), {})
            if by_script or crate["folder"] == None:
                repositories["@@{}__{}//:__pkg__".format(universe.hub, at)] = True
    return wanted

def _script(universe, id, name):
    """The build script of a package, which runs in a repository of the package's own folder."""
    crate = universe.crates[id]
    wanted = universe.annotations.get(crate["name"], {}).get("build_script", True)
    if not crate["variants"][name]["script"] or not wanted:
        return []
    return member_script("{}__{}".format(universe.hub, id), name)

def attributes_of(universe, id, name):
    """What all rules for a package's library take.

    Args:
      universe: struct of `crates`, `env`, `flags` and `hub`.
      id: the package's crate id.
      name: which of its variants.

    Returns:
      A dict of attributes.
    """
    crate = universe.crates[id]
    variant = crate["variants"][name]

    # rules_pgrx has its own in place of pgrx-tests.
    deps = {
        tag: {extern: target for extern, target in externs.items() if extern != "pgrx_tests"}
        for tag, externs in variant["deps"].items()
    }
    attributes = dependencies(universe, deps) | _sources(crate, universe.env)
    annotation, libraries = universe.annotations.get(crate["name"], {}), libraries_of(universe, crate)
    attributes["deps"] = attributes["deps"] + _script(universe, id, name) + libraries.deps + annotation.get("deps", [])
    attributes["compile_data"] = attributes["compile_data"] + libraries.data
    attributes["rustc_env"] = attributes["rustc_env"] | annotation.get("rustc_env", {})
    attributes["rustc_flags"] = remapped() + annotation.get("rustc_flags", []) + config_flags(universe.flags)
    return attributes

def _check_packages(name, universe, ids):
    """Fails where a BUILD file between has the files of a package, or one below its sources: targets of several are in one."""
    here = "//" + native.package_name()
    for id in ids:
        crate = universe.crates[id]
        package = "//" + crate["package"].partition("//")[2]
        if package != here:
            above = (here + "/").startswith(package.removesuffix("/") + "/")
            mend = "write it in the BUILD file of {}; pgrx_crate belongs in" if above else "remove the BUILD file of {}, and write pgrx_crate in"
            mend = mend.format(package) + " the nearest one above all packages of the workspace"
            fail("\n" + ERROR_OTHER_PACKAGE.format(crate = crate["name"], here = here, mend = mend, name = name, package = package))
        check_seen(name, [path for path in _rust_folders(crate) if path], "Rust sources of " + crate["name"])

def path_crates(name, universe, id):
    """Declares the packages of the workspace that an extension depends on.

    Args:
      name: that of pgrx_crate, for errors.
      universe: struct of `crates`, `env`, `flags` and `hub`.
      id: the extension's crate id.
    """
    below = _below(universe, id)
    _check_packages(name, universe, [id] + [other for other, _ in below])
    for (other, target), repositories in below.items():
        crate = universe.crates[other]
        if not native.existing_rule(target):
            attributes = attributes_of(universe, other, target) | ({"visibility": repositories.keys()} if repositories else {})
            library(target, universe, other, crate["variants"][target], tags = ["manual"], **attributes)

def features_without_majors(variant):
    """A package's features less `pg<major>`, which follows the platform."""
    return features(variant, without = [tag for tag in variant["features"] if tag.startswith("pg")])
