# shellcheck shell=bash
# Modules that a `bazel_dep` names, Debian does not pack and nothing here uses. What is used has to
# be the real module: a stub works for nobody.
#
#   apple_support    Bazel's tools and rules_rust, whose platforms for Apple name constraints/
#   aspect_rules_js  rules_rust, for its wasm-bindgen rules
#   buildozer        Bazel's tools, for `bazel mod tidy`; its extension yields an empty repository
#   protobuf         Bazel's tools, rules_proto, rules_python, rules_rust
#   zlib             Bazel's tools

STUBS=(apple_support aspect_rules_js buildozer protobuf zlib)

# write_stubs DIR: DIR/<name>/ for each, a repository of its own.
write_stubs() {
  local name
  for name in "${STUBS[@]}"; do
    mkdir -p "$1/$name"
    touch "$1/$name"/{BUILD,REPO}.bazel
  done
  mkdir "$1/apple_support/constraints"
  cat >"$1/apple_support/constraints/BUILD.bazel" <<'EOF'
package(default_visibility = ["//visibility:public"])

constraint_setting(name = "environment")

[
    constraint_value(
        name = name,
        constraint_setting = ":environment",
    )
    for name in ["catalyst", "device", "simulator"]
]
EOF
  cat >"$1/buildozer/buildozer_binary.bzl" <<'EOF'
def _empty_repo_impl(rctx):
    rctx.file("BUILD.bazel", "")

_empty_repo = repository_rule(implementation = _empty_repo_impl)

def _buildozer_binary_impl(_module_ctx):
    _empty_repo(name = "buildozer_binary")

buildozer_binary = module_extension(implementation = _buildozer_binary_impl)
EOF
}
