"""What `cargo metadata` says of packages, as the crates' BUILD files need it."""

load("//build/extension:control.bzl", "parse_control")
load("//platforms:postgres.bzl", "MAJORS")
load(":lock.bzl", "crate_id", "is_from")

visibility(["//build/crates/..."])

# What turns #[pg_test]s on.
PG_TEST = "pg_test"

def is_major(feature):
    """Whether a feature is pgrx's `pg<major>`."""
    return feature.startswith("pg") and feature[2:].isdigit()

def has_schema_section(version):
    """Whether pgrx of a version leaves its SQL in the library's section .pgrxsc: from 0.18 on."""
    return is_from(version, 18)

def target_of(package, kinds):
    """The first target of a package that is of one of some kinds.

    Args:
      package: what `cargo metadata` says of it.
      kinds: cargo's names of them, such as "cdylib" or "custom-build".

    Returns:
      What `cargo metadata` says of the target; None where there is none.
    """
    for target in package["targets"]:
        if [kind for kind in target["kind"] if kind in kinds]:
            return target
    return None

def roots_of(members, features, default_features):
    """The extensions of a workspace: packages with a cdylib that depend on pgrx themselves.

    Args:
      members: what `cargo metadata` says of the workspace's members.
      features: features to turn on besides.
      default_features: whether the default ones are on.

    Returns:
      List of structs: id, name, crate (its id here), features (without a major), majors
      ("pg<major>", descending) and tests (whether there are pg_tests).
    """
    roots = []
    for member in members:
        library = target_of(member, ["cdylib"])
        dependencies = [dependency["name"] for dependency in member["dependencies"]]
        if not library or "pgrx" not in dependencies:
            continue
        default = member["features"].get("default", []) if default_features else []
        roots.append(struct(
            id = member["id"],
            name = member["name"],
            crate = crate_id(member["name"], member["version"]),
            features = [f for f in default if not is_major(f)] + features,
            majors = ["pg" + major for major in MAJORS[::-1] if "pg" + major in member["features"]],
            tests = "pgrx-tests" in dependencies and PG_TEST in member["features"],
        ))
    return roots

def relative(path, folder):
    """A path as seen from a folder.

    Args:
      path: absolute.
      folder: absolute.

    Returns:
      A path, with `..` where it leaves the folder.
    """
    parts, base = path.split("/"), folder.split("/")
    common = 0
    for mine, theirs in zip(parts, base):
        if mine != theirs:
            break
        common += 1
    return "/".join([".."] * (len(base) - common) + parts[common:])

def folder_of(package):
    """The folder of a package, absolute, of what `cargo metadata` says of it."""
    return package["manifest_path"].removesuffix("/Cargo.toml")

_TEXTS = ["description", "homepage", "license", "license_file", "repository", "readme", "rust_version"]

def _env(package):
    """Variables that cargo sets for rustc, beside those that rules_rust sets."""
    env = {"CARGO_PKG_AUTHORS": ":".join(package["authors"])}
    for key in _TEXTS:
        env["CARGO_PKG_" + key.upper()] = package.get(key) or ""

    # rules_rust hands them over in a file of lines.
    return {key: value.replace("\n", " ").strip() for key, value in env.items() if value}

def _place(rctx, folder):
    """Where a folder of the workspace lies: the Bazel package that it is in, and the folder below that."""
    root = str(rctx.path(rctx.attr.manifests[0]).dirname)
    label = rctx.attr.manifests[0]
    top = root.removesuffix("/" + label.package) if label.package else root
    if folder != top and not folder.startswith(top + "/"):
        return None
    parts = folder.removeprefix(top).removeprefix("/").split("/") if folder != top else []
    for count in range(len(parts), -1, -1):
        at = "/".join([top] + parts[:count])
        for name in ["BUILD.bazel", "BUILD"]:
            file = rctx.path(at + "/" + name)

            # One that comes or goes changes who has the files. The manifest's own stays, and is often edited.
            if at != root or not file.exists:
                rctx.watch(file)
            if file.exists:
                return struct(package = "/".join(parts[:count]), folder = "/".join(parts[count:]))
    return None

def describe(rctx, crates, packages, workspace):
    """The table of crates that the macros read.

    Args:
      rctx: the repository's context.
      crates: what graph.bzl made.
      packages: {cargo's id: what `cargo metadata` says}.
      workspace: the root of the Cargo workspace.

    Returns:
      {crate id: dict}.
    """
    described = {}
    for id, crate in crates.items():
        package = packages[crate.package]
        folder = folder_of(package)
        library = target_of(package, ["lib", "rlib", "cdylib", "dylib", "staticlib", "proc-macro"])
        script = target_of(package, ["custom-build"])
        place = None if package["source"] else _place(rctx, folder)
        described[id] = {
            "controls": _controls(rctx, package, library) if place else {},
            "crate_name": library["name"].replace("-", "_") if library else None,
            "edition": (library or package["targets"][0])["edition"],
            "env": _env(package),
            "folder": place.folder if place else None,
            "links": package["links"],
            "name": package["name"],
            "package": "{}//{}".format(str(rctx.attr.manifests[0]).partition("//")[0], place.package) if place else None,
            "pg_regress": bool(place) and _has_tests(rctx, folder),
            "root": relative(library["src_path"], folder) if library else None,
            "script": struct_of(script, folder) if script else None,
            "variants": crate.variants,
            "version": package["version"],
            "workspace_folder": relative(folder, workspace),
        }
    return described

def _has_tests(rctx, folder):
    """Whether there is a folder tests/pg_regress, whatever BUILD file has it."""
    tests = rctx.path(folder + "/tests/pg_regress")
    if not tests.exists:
        # A folder that is watched and goes away is an error that stays; one that comes is seen.
        rctx.watch(tests)
    return tests.exists

def struct_of(script, folder):
    """A build script: its root, name and edition."""
    return {
        "edition": script["edition"],
        "name": script["name"].replace("-", "_"),
        "root": relative(script["src_path"], folder),
    }

def _controls(rctx, package, library):
    """{<extension>: what its control file says}."""
    folder = folder_of(package)

    # A watched folder that goes away is an error that stays, so it is the files that are watched.
    for name in [package["name"], library["name"]] if library else []:
        rctx.watch("{}/{}.control".format(folder, name))
    controls = {}
    for file in rctx.path(folder).readdir(watch = "no"):
        if file.basename.endswith(".control"):
            controls[file.basename.removesuffix(".control")] = parse_control(rctx.read(file), file.basename)
    return controls
