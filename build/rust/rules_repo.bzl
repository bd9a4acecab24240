"""`@rust_rules`: rules_rust, as the crates of crate_universe see it.

crate_universe writes `@rules_rust//rust/platform:<triple>` into the BUILD files of
crates, and rules_rust declares these for a list of triples of its own, which lacks
some of our rows (0.54 has no gnueabihf, no riscv64 and no powerpc64le of Linux).
MODULE.bazel injects this repository under the name `rules_rust`; it hands on what
crates load and declares one setting per row. Libraries of crates become those of
crate.bzl, which are compiled once per CPU.

The settings go when the rules_rust asked for in MODULE.bazel knows the triples of all
rows (rust/platform/triple_mappings.bzl there).
"""

# What crate_universe's templates load: file -> symbols.
_HANDED_ON = {
    "cargo": ("defs.bzl", ["cargo_build_script", "cargo_dep_env", "cargo_env", "cargo_toml_env_vars"]),
    "crate_universe/private": ("selects.bzl", ["selects"]),
    "rust": ("defs.bzl", ["rust_binary", "rust_proc_macro"]),
}

# rust/defs.bzl besides: crates' libraries are ours.
_LIBRARY = """
load("{crate}", "neutral_library")
{{}}
rust_library = neutral_library
""".format(crate = Label(":crate.bzl"))

_BUILD = """\
package(default_visibility = ["//visibility:public"])
"""

_SETTING = """
config_setting(
    name = "{triple}",
    constraint_values = ["@platforms//cpu:{cpu}", "@platforms//os:linux"],
)
"""

def _rust_rules_repo_impl(rctx):
    for folder, (file, symbols) in _HANDED_ON.items():
        source = str(Label("@rules_rust//{}:{}".format(folder, file)))
        # Named by what there is: older and newer releases have other sets of them.
        text = rctx.read(Label(source))
        symbols = [symbol for symbol in symbols if symbol in text]
        rctx.file(folder + "/BUILD.bazel", _BUILD)
        handed_on = "load(\"{}\", {})\n\n{}\n".format(
            source,
            ", ".join(["_{0} = \"{0}\"".format(symbol) for symbol in symbols]),
            "\n".join(["{0} = _{0}".format(symbol) for symbol in symbols]),
        )
        text = _LIBRARY.format(handed_on) if folder == "rust" else handed_on
        rctx.file("{}/{}".format(folder, file), text)
    rctx.file("rust/platform/BUILD.bazel", _BUILD + "".join([
        _SETTING.format(triple = triple, cpu = cpu)
        for triple, cpu in rctx.attr.triples.items()
    ]))

rust_rules_repo = repository_rule(
    implementation = _rust_rules_repo_impl,
    doc = "What the BUILD files of crates use of rules_rust, with a platform setting per row.",
    attrs = {
        "triples": attr.string_dict(mandatory = True, doc = "Rust triple -> Bazel's name of its CPU."),
    },
)
