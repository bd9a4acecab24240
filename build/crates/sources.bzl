"""Where the files of crates come from."""

load(":packages.bzl", "folder_of", "relative", "target_of")

visibility(["//build/crates/..."])

_REGISTRY = "/registry/src/"

def sources_of(rctx, crates, packages):
    """Where the files of each crate come from.

    Args:
      rctx: the repository's context.
      crates: what graph.bzl made.
      packages: {cargo's id: what `cargo metadata` says}.

    Returns:
      {crate id: dict}: `urls` of an archive, or the `path` of a folder; and `script`, the path of
      the build script in it, "" where there is none.
    """
    downloads, found = {}, {}
    for id, crate in crates.items():
        package = packages[crate.package]
        folder = folder_of(package)
        home, is_registry, rest = folder.rpartition(_REGISTRY)
        if not package["source"] or not is_registry:
            found[id] = {"path": folder}
            continue
        index = rest.partition("/")[0]
        if index not in downloads:
            config = json.decode(rctx.read("{}/registry/index/{}/config.json".format(home, index), watch = "no"))
            downloads[index] = config["dl"]
        name, version = package["name"], package["version"]
        found[id] = {"urls": [
            "file://{}/registry/cache/{}/{}-{}.crate".format(home, index, name, version),
            _url(downloads[index], name, version),
        ]}
    for id, crate in crates.items():
        script = target_of(packages[crate.package], ["custom-build"])
        found[id]["script"] = relative(script["src_path"], folder_of(packages[crate.package])) if script else ""
    return found

def _url(template, name, version):
    """Where a registry has a crate, by `dl` of its config.json (the Cargo book, "Registry Index")."""
    if "{" not in template:
        return "{}/{}/{}/download".format(template, name, version)
    lower = name.lower()
    prefix = {1: "1", 2: "2", 3: "3/" + name[:1]}.get(len(name), "{}/{}".format(name[:2], name[2:4]))
    for marker, value in {
        "{crate}": name,
        "{lowerprefix}": prefix.lower() if lower else "",
        "{prefix}": prefix,
        "{version}": version,
    }.items():
        template = template.replace(marker, value)
    return template
