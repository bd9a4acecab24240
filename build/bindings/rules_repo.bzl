"""`@bindgen_rules`: what rules_rust has of bindgen, the one thing that its generations have in different places.

In 0.54 it is a package of rules_rust; in 0.73 a module of its own, rules_rust_bindgen. A module can't
ask for another one that its registry may not have, so there `BINDGEN` is None: no toolchain of ours.
"""

# Of rules_rust, where the package is.
_INSIDE = """\
load("@rules_rust//bindgen:defs.bzl", "rust_bindgen_library", "rust_bindgen_toolchain")

BINDGEN = struct(
    library = rust_bindgen_library,
    program = Label("@rules_rust//bindgen/3rdparty:bindgen"),
    toolchain = rust_bindgen_toolchain,
    toolchain_type = Label("@rules_rust//bindgen:toolchain_type"),
)
"""

_OUTSIDE = """\
BINDGEN = None
"""

def _bindgen_rules_repo_impl(rctx):
    rules_rust = rctx.path(Label("@rules_rust//rust:defs.bzl")).dirname.dirname
    rules = rules_rust.get_child("bindgen").get_child("defs.bzl")

    # Another rules_rust is no other attribute: without this, what was found in the last one stays.
    rctx.watch(rules)
    rctx.file("BUILD.bazel", "")
    rctx.file("defs.bzl", _INSIDE if rules.exists else _OUTSIDE)

bindgen_rules_repo = repository_rule(
    implementation = _bindgen_rules_repo_impl,
    doc = "`BINDGEN`, in `defs.bzl`: rules, program and toolchain type of rules_rust's bindgen, or None.",
)
