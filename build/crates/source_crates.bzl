"""Crates that carry the sources of a C library, such as openssl-src, for the build script of another crate.

They look for their files in the folder that they were compiled in, `env!("CARGO_MANIFEST_DIR")`, which
for an action is one of a sandbox that is gone. So theirs counts from the execution root, and the build
script has their files there.
"""

load(":attributes.bzl", "crate_files", "label_of")

visibility(["//build/crates/..."])

# The crates' own way to name themselves: openssl-src, lua-src, luajit-src, libmimalloc-src.
_SUFFIX = "-src"
_FILES = "source_files"

# What the build of some takes: features, and variables.
_ROWS = {
    # 300.6.1. Configure takes `-no-canonical-prefixes` for a `no-<feature>` of its own. Its library would have
    # the action's folder in it: of plugins, which it isn't installed with, by macros (the variable is read by clang's
    # driver, clang/lib/Driver/Driver.cpp, applyOverrideOptions); in the compiler's command, by a script (perlrun(1)
    # has -M and PERL5OPT).
    "openssl-src": struct(
        env = {
            "CCC_OVERRIDE_OPTIONS": "# s/^-D(ENGINES|MODULES)DIR=.*$$/-D\\1DIR=\"\"/",
            "PERL5OPT": "-MExporter;BEGIN{@ARGV=('clang',$$ARGV[-1])if($$0=~/mkbuildinf/)}",
        },
        features = ["-as_started"],
    ),
}
_NO_ROW = struct(env = {}, features = [])

def is_source_crate(crate):
    """Whether a row is one's that another crate's build script takes files from; none in the workspace, where folders stay."""
    return crate["folder"] == None and crate["name"].endswith(_SUFFIX)

def source_files():
    """Declares the files of such a crate, in its repository.

    Returns:
      Variables for rustc.
    """
    native.filegroup(
        name = _FILES,
        srcs = crate_files(),
        tags = ["manual"],
    )
    return {"CARGO_MANIFEST_DIR": native.package_relative_label(":" + _FILES).workspace_root}

def source_crates(universe, variant):
    """What a build script takes for such crates among its dependencies.

    Args:
      universe: see `label_of`.
      variant: the row's variant, with a build script.

    Returns:
      A struct: `data`, `env` and `features`, as of cargo_build_script.
    """
    data, env, features = [], {}, []
    for target in variant["script"]["deps"].values():
        id = target.partition(":")[0]
        crate = universe.crates[id]
        if is_source_crate(crate):
            data.append(label_of(universe, "{}:{}".format(id, _FILES)))

            # rules_rust starts a build script in its crate's folder; this puts links to the execution root there.
            row = _ROWS.get(crate["name"], _NO_ROW)
            features += ["symlink-exec-root"] + row.features
            env |= row.env
    return struct(data = data, env = env, features = features)
