# shellcheck shell=bash
# A Bazel registry in a folder, over the modules that Debian packs.
#
# Bazel resolves `bazel_dep`s by (name, version). Debian has one version of each
# module, so whatever version anybody asks for, Debian's is what is served, and a
# MODULE.bazel written for the central registry resolves unchanged. Modules that
# Bazel's own tools or rules_rust name but that nothing here loads are the stubs
# in thirdparty/modules.

STUBS=$(readlink -f "$LAUNCHER/../../thirdparty/modules")

# Prints "name version" of each bazel_dep in the given MODULE.bazel files.
bazel_deps() {
  awk '
    function quoted(s) { sub(/^[^"]*"/, "", s); sub(/"$/, "", s); return s }
    /^[[:space:]]*#/ { next }
    /^bazel_dep\(/ { call = ""; open = 1 }
    open { call = call $0 }
    open && /\)/ {
      open = 0; name = ""; version = ""
      if (match(call, /[(, \t]name *= *"[^"]*"/)) name = quoted(substr(call, RSTART, RLENGTH))
      if (match(call, /[(, \t]version *= *"[^"]*"/)) version = quoted(substr(call, RSTART, RLENGTH))
      if (version != "") print name, version
    }' "$@"
}

# Prints the MODULE.bazel of WORKSPACE and of the modules it overrides by local path.
module_files() {
  local workspace=$1 path
  echo "$workspace/MODULE.bazel"
  sed -n '/^local_path_override(/,/^)/s/^ *path = "\(.*\)",*$/\1/p' "$workspace/MODULE.bazel" |
    while read -r path; do
      [[ $path == /* ]] || path=$workspace/$path
      [[ -e $path/MODULE.bazel ]] && echo "$path/MODULE.bazel"
    done
}

# write_registry ROOT DIR FILE...: the registry for those MODULE.bazel files.
write_registry() {
  local root=$1 dir=$2 name version tree file
  shift 2
  declare -A trees
  for file in "$root"/usr/share/bazel/{rules,tools}/*/MODULE.bazel; do
    name=$(sed -n '/^module(/,/)/s/.*name = "\([^"]*\)".*/\1/p' "$file" | head -n1)
    trees[$name]=${file%/MODULE.bazel}
  done
  mkdir -p "$dir/modules"
  echo '{}' >"$dir/bazel_registry.json"
  {
    # Bazel itself asks for this one, for the module local_config_platform that it makes up
    # (ModuleFileFunction/LocalConfigPlatformFunction in Bazel's source).
    echo "platforms 0.0.7"
    bazel_deps "$@" "$root"/usr/share/bazel/embedded_tools/MODULE.bazel "$root"/usr/share/bazel/{rules,tools}/*/MODULE.bazel
  } | sort -u | while read -r name version; do
    mkdir -p "$dir/modules/$name/$version"
    tree=${trees[$name]:-}
    if [[ -n $tree ]]; then
      # Bazel insists that a module says the version it was asked for.
      sed '/^module(/,/)/s/version = "[^"]*"/version = "'"$version"'"/' "$tree/MODULE.bazel" >"$dir/modules/$name/$version/MODULE.bazel"
      tree=${tree#"$root"}
    elif [[ -d $STUBS/$name ]]; then
      tree=$STUBS/$name
      printf 'module(name = "%s", version = "%s")\n' "$name" "$version" >"$dir/modules/$name/$version/MODULE.bazel"
    else
      # Left out: Bazel names it and who asks for it, if it is really needed.
      continue
    fi
    printf '{"type": "local_path", "path": "%s"}\n' "$tree" >"$dir/modules/$name/$version/source.json"
  done
}

# ensure_registry ROOT: sets REGISTRY for the workspace around the current folder ("" outside of one).
ensure_registry() {
  local root=$1 workspace=$PWD files id
  REGISTRY=
  while [[ ! -e $workspace/MODULE.bazel ]]; do
    [[ $workspace != / ]] || return 0
    workspace=$(dirname "$workspace")
  done
  mapfile -t files < <(module_files "$workspace")
  id=$(cat "${files[@]}" "$LAUNCHER/lib/registry.sh" <(echo "$root $STUBS") | cksum)
  REGISTRY=$CACHE/registry/${id%% *}
  [[ ! -e $REGISTRY/bazelrc ]] || return 0
  local work
  mkdir -p "$CACHE/registry"
  work=$(mktemp -d "$CACHE/registry/tmp.XXXXXX")
  write_registry "$root" "$work" "${files[@]}"
  write_bazelrc "$root" "$REGISTRY" >"$work/bazelrc"
  mv -T "$work" "$REGISTRY" 2>/dev/null || rm -rf "$work" # another start was first
}

# write_bazelrc ROOT REGISTRY: what a Bazel in this root has to be told, and nothing about the project.
write_bazelrc() {
  local root=$1 base=${CACHE// /%20} registry=${2// /%20} CARGO_BAZEL_VERSION
  # shellcheck disable=SC1091
  source "$root/.complete"
  cat "$root/etc/bazel/bazelrc" - <<EOF
common --registry=file://$registry
common "--distdir=$CACHE/distdir"
common --repo_env=CARGO_BAZEL_GENERATOR_URL=file://$base/cargo-bazel/$CARGO_BAZEL_VERSION/bin/cargo-bazel
common "--repo_env=CARGO_HOME=$CACHE/cargo"
EOF
}
