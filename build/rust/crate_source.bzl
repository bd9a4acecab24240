"""pgrx_crate_source: the sources of a published crate, by cargo.

Where crates come from is the machine's affair: cargo knows the registry, and no address stands in
a MODULE.bazel.
"""

# cargo failed.
NO_CRATE = """\
@{repo}: cargo can't get crate {crate} {version}.
See that the version is published and that the network reaches the registry. cargo says:
{said}"""

# cargo said nothing of the kind, and yet the file isn't there.
NO_FILE = "@{repo}: cargo has fetched {crate} {version}, but {folder} holds no {file}"

def _name(rctx):
    """The repository's name as its user wrote it, where Bazel says it."""
    return getattr(rctx, "original_name", rctx.name)

def _fetch(rctx):
    """Has cargo put the crate into its cache; returns cargo's folder."""
    home = rctx.getenv("CARGO_HOME")
    home = rctx.path(home) if home else rctx.path("cargo_home")
    spec = "{}@{}".format(rctx.attr.crate, rctx.attr.version)
    done = rctx.execute(
        [rctx.path(rctx.attr._cargo), "info", "--quiet", "--color=never", spec],
        environment = {"CARGO_HOME": str(home), "RUSTC": str(rctx.path(rctx.attr._rustc))},
    )
    if done.return_code:
        fail(NO_CRATE.format(
            repo = _name(rctx),
            crate = rctx.attr.crate,
            version = rctx.attr.version,
            said = done.stderr,
        ))
    return home

def _crate_file(rctx, home):
    """The crate's archive in cargo's cache, which has a folder for each registry."""
    name = "{}-{}.crate".format(rctx.attr.crate, rctx.attr.version)
    cache = home.get_child("registry").get_child("cache")
    for registry in cache.readdir():
        file = registry.get_child(name)
        if file.exists:
            return file
    return fail(NO_FILE.format(repo = _name(rctx), crate = rctx.attr.crate, version = rctx.attr.version, folder = cache, file = name))

def _pgrx_crate_source_impl(rctx):
    file = _crate_file(rctx, _fetch(rctx))

    # Bazel's own check of the digest, and its own decompressor.
    rctx.download_and_extract(
        "file://{}".format(file),
        sha256 = rctx.attr.sha256,
        stripPrefix = "{}-{}".format(rctx.attr.crate, rctx.attr.version),
        type = "tar.gz",
    )
    rctx.symlink(rctx.attr.build_file, "BUILD.bazel")

pgrx_crate_source = repository_rule(
    implementation = _pgrx_crate_source_impl,
    doc = """The sources of a published crate: an extension that is built as its author packed it.

With `use_repo_rule`; `pgrx.crates` takes `@<name>//:Cargo.lock` and `@<name>//:Cargo.toml`.""",
    attrs = {
        "build_file": attr.label(mandatory = True, allow_single_file = True, doc = "The BUILD file, with `pgrx_crate`."),
        "crate": attr.string(mandatory = True, doc = "The crate's name."),
        "sha256": attr.string(mandatory = True, doc = "SHA-256 of the `.crate`: `checksum` in a Cargo.lock that names it."),
        "version": attr.string(mandatory = True, doc = "Its exact version."),
        "_cargo": attr.label(default = "@rust_host//:bin/cargo", allow_single_file = True),
        "_rustc": attr.label(default = "@rust_host//:bin/rustc", allow_single_file = True),
    },
)
