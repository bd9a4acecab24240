"""`@<universe>__<name>-<version>`: the files of one crate, as its registry, git or the workspace has them."""

load(":programs.bzl", "programs_named")

# Not the crate's: what versions it, and what is built in it.
_LEFT_OUT = [".git", "BUILD", "BUILD.bazel", "MODULE.bazel", "REPO.bazel", "WORKSPACE", "WORKSPACE.bazel", "target"]

ERROR_PATCHES = """\
pgrx.annotation has patches for the crate {crate}, whose files are not a registry's: they would be written into where it comes from, {path}.
To mend it: change these files there, and drop `patches`."""

_BUILD = """\
load("@@{hub}//:defs.bzl", "crate")

package(default_visibility = ["//visibility:public"])

crate("{id}", "{checksum}", two_colons = {two_colons}, named = {named})
{more}"""

def _crate_repo_impl(rctx):
    id = rctx.attr.crate
    hub = rctx.name.removesuffix("__" + id)
    source = json.decode(rctx.read(Label("@@{}//:sources.json".format(hub)))).get(id)
    if source and "urls" in source:
        rctx.download_and_extract(
            source["urls"],
            sha256 = rctx.attr.sha256,
            stripPrefix = rctx.attr.prefix,
            type = "tar.gz",
        )
    elif source and rctx.attr.patches:
        fail("\n" + ERROR_PATCHES.format(crate = id, path = source["path"]))
    elif source:
        for file in rctx.path(source["path"]).readdir():
            if file.basename not in _LEFT_OUT and not file.basename.startswith("bazel-"):
                rctx.symlink(file, file.basename)
    for patch in rctx.attr.patches:
        rctx.patch(patch, strip = rctx.attr.patch_strip)
    for file in _LEFT_OUT:
        rctx.delete(file)
    script = source["script"] if source else ""
    text = _script_text(rctx, source, script) if script else ""
    rctx.file("BUILD.bazel", _BUILD.format(
        checksum = rctx.attr.sha256,
        hub = hub,
        id = id,
        more = rctx.attr.additive_build_file_content,
        named = programs_named(text),
        two_colons = "cargo::" in text,
    ) if source else "")

def _script_text(rctx, source, script):
    """A build script's text; of one that lies elsewhere, also when it has changed."""
    return rctx.read(source["path"] + "/" + script, watch = "auto") if "path" in source else rctx.read(script, watch = "no")

crate_repo = repository_rule(
    implementation = _crate_repo_impl,
    doc = "Fetches a crate by the checksum of Cargo.lock; its targets are declared by crate.bzl.",
    attrs = {
        "additive_build_file_content": attr.string(),
        "crate": attr.string(mandatory = True, doc = "The crate's id in its universe."),
        "patch_strip": attr.int(),
        "patches": attr.label_list(),
        "prefix": attr.string(doc = "The archive's folder."),
        "sha256": attr.string(doc = "Of the archive."),
    },
)
