"""Which crates are linked into something, and where their licences are.

    rust_library ... --crates_aspect--> CratesInfo --write_crates--> <name>.crates.json

Only what is linked counts: not build scripts, not procedural macros, nor what
these depend on.

`<name>.crates.json`, read by src/tools/crate_notices and src/tools/sbom:

    {"crates": [
      {"name": "pgrx", "version": "0.19.4", "checksum": "<SHA-256>", "manifest": "<path of Cargo.toml>",
       "licences": ["<path>", ...], "deps": ["pgrx-pg-sys 0.19.3", ...]},
      ...
    ]}
"""

load("//build/libraries:targets.bzl", "LibrariesInfo")

CratesInfo = provider(
    doc = "The crates of the crate universe that a target links, and libraries of Debian packages.",
    fields = {
        "crates": "Depset of structs: name, version, checksum (of its archive, \"\" for a crate of no registry), manifest (File), licences (tuple of File), deps (tuple of \"<name> <version>\").",
        "direct": "Tuple of \"<name> <version>\": those that a crate depending on this target depends on itself.",
        "libraries": "Depset of LibrariesInfo.",
    },
)

# Where what is linked hangs: rules of rules_rust, build/crates:neutral.bzl, alias, filegroup,
# pgrx_extension, pgrx_release, pgrx_static_binary, layers.
_EDGES = ["actual", "binary", "cdylib", "crate", "deps", "extension", "files", "libraries", "program", "srcs"]

# build/crates gives each crate's name to its target in this form.
_NAME_TAG = "crate-name="
_CHECKSUM_TAG = "crate-checksum="

# How files with licences are called; anything may follow, but for the suffixes below.
_LICENCES = ["AUTHORS", "COPYING", "COPYRIGHT", "LICENCE", "LICENSE", "NOTICE", "UNLICENSE"]
_NO_LICENCES = ["c", "h", "hpp", "json", "py", "rs", "toml", "yml"]

def _crates_aspect_impl(target, ctx):
    # What runs during the build is not linked.
    if ctx.rule.kind == "rust_proc_macro" or "build_script" in ctx.rule.kind:
        return [CratesInfo(crates = depset(), direct = (), libraries = depset())]
    if LibrariesInfo in target:
        return [CratesInfo(crates = depset(), direct = (), libraries = depset([target[LibrariesInfo]]))]
    below = []
    for edge in _EDGES:
        value = getattr(ctx.rule.attr, edge, None)
        targets = value.keys() if type(value) == "dict" else value if type(value) == "list" else [value]
        below += [target[CratesInfo] for target in targets if type(target) == "Target" and CratesInfo in target]
    transitive = [info.crates for info in below]
    direct = tuple(sorted({crate: None for info in below for crate in info.direct}))
    libraries = depset(transitive = [info.libraries for info in below])
    names = _tagged(ctx, _NAME_TAG)
    if not names:
        return [CratesInfo(crates = depset(transitive = transitive), direct = direct, libraries = libraries)]
    files = getattr(ctx.rule.files, "compile_data", [])
    crate = struct(
        name = names[0],
        version = ctx.rule.attr.version,
        checksum = "".join(_tagged(ctx, _CHECKSUM_TAG)),
        manifest = _manifest(files),
        licences = tuple([file for file in files if _is_licence(file)]),
        deps = direct,
    )
    return [CratesInfo(
        crates = depset([crate], transitive = transitive),
        direct = ("{} {}".format(crate.name, crate.version),),
        libraries = libraries,
    )]

def _tagged(ctx, tag):
    """What follows a tag of the rule, in a list of none or one."""
    return [other.removeprefix(tag) for other in getattr(ctx.rule.attr, "tags", []) if other.startswith(tag)]

def _manifest(files):
    """A crate's Cargo.toml: of several, as folders below have their own, the one in the highest."""
    manifests = [file for file in files if file.basename == "Cargo.toml"]
    return sorted(manifests, key = lambda file: len(file.path))[0]

def _is_licence(file):
    name = file.basename.upper()
    return file.extension not in _NO_LICENCES and bool([start for start in _LICENCES if name.startswith(start)])

crates_aspect = aspect(
    implementation = _crates_aspect_impl,
    doc = "Collects CratesInfo.",
    attr_aspects = _EDGES,
)

def _merged(crates):
    """Each crate once: for another platform, it may depend on others."""
    merged = {}
    for crate in crates:
        key = (crate.name, crate.version)
        deps = merged[key].deps if key in merged else ()
        merged[key] = struct(
            name = crate.name,
            version = crate.version,
            checksum = crate.checksum,
            manifest = crate.manifest,
            licences = crate.licences,
            deps = tuple(sorted({dep: None for dep in deps + crate.deps})),
        )
    return merged.values()

def write_crates(ctx, targets):
    """Declares the action that writes `<name>.crates.json`.

    Args:
      ctx: the context of a rule.
      targets: targets to which crates_aspect was applied.

    Returns:
      A struct: `file`, and `inputs`, a list of all files that it names.
    """
    crates = _merged(depset(transitive = [target[CratesInfo].crates for target in targets]).to_list())
    file = ctx.actions.declare_file(ctx.label.name + ".crates.json")
    ctx.actions.write(file, json.encode_indent(struct(crates = [
        struct(
            name = crate.name,
            version = crate.version,
            checksum = crate.checksum,
            manifest = crate.manifest.path,
            licences = [licence.path for licence in crate.licences],
            deps = crate.deps,
        )
        for crate in crates
    ])) + "\n")
    inputs = [crate.manifest for crate in crates]
    for crate in crates:
        inputs += list(crate.licences)
    return struct(file = file, inputs = inputs)

def libraries_of(targets):
    """The libraries of Debian packages that are linked into targets.

    Args:
      targets: targets to which crates_aspect was applied.

    Returns:
      A list of LibrariesInfo.
    """
    return depset(transitive = [target[CratesInfo].libraries for target in targets]).to_list()
