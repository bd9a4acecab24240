# shellcheck shell=bash
# A Bazel registry in a folder, over the modules that Debian packs.
#
# Bazel resolves `bazel_dep`s by (name, version). Debian has one version of each
# module, so whatever version anybody asks for, Debian's is what is served, and a
# MODULE.bazel written for the central registry resolves unchanged. Modules that
# Bazel's own tools or rules_rust name but that nothing here loads are those of stubs.sh.

# Prints what MODULE.bazel files say of other modules; module_file.awk has the form.
module_calls() { awk -f "$LAUNCHER/lib/module_file.awk" "$@"; }

# Prints the MODULE.bazel of WORKSPACE, those of the modules that it overrides by local path, and
# whatever they include.
module_files() {
  local workspace=$1 path found=()
  local -A seen=()
  find_module_files "$workspace" MODULE.bazel
  while IFS=$'\t' read -r path; do
    [[ $path == /* ]] || path=$workspace/$path
    find_module_files "$path" MODULE.bazel
  done < <(module_calls "${found[@]}" | sed -n 's/^local_path_override\t[^\t]*\t//p')
  printf '%s\n' "${found[@]}"
}

# find_module_files MODULE FILE: adds FILE of the module's folder, and what it includes, to `found`.
find_module_files() {
  local file=$1/$2 label
  [[ -e $file && -z ${seen[$file]:-} ]] || return 0
  seen[$file]=1
  found+=("$file")
  while read -r label; do
    label=${label#//}
    label=${label/://}
    find_module_files "$1" "${label#/}"
  done < <(module_calls "$file" | sed -n 's/^include\t//p')
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
  write_stubs "$dir/stubs"
  echo '{}' >"$dir/bazel_registry.json"
  {
    # Bazel itself asks for this one, for the module local_config_platform that it makes up
    # (ModuleFileFunction/LocalConfigPlatformFunction in Bazel's source).
    echo "platforms 0.0.7"
    module_calls "$@" "$root"/usr/share/bazel/embedded_tools/MODULE.bazel "$root"/usr/share/bazel/{rules,tools}/*/MODULE.bazel |
      awk -F '\t' '$1 == "bazel_dep" {print $2, $3}'
  } | sort -u | while read -r name version; do
    mkdir -p "$dir/modules/$name/$version"
    tree=${trees[$name]:-}
    if [[ -n $tree ]]; then
      # Bazel insists that a module says the version it was asked for.
      sed '/^module(/,/)/s/version = "[^"]*"/version = "'"$version"'"/' "$tree/MODULE.bazel" >"$dir/modules/$name/$version/MODULE.bazel"
      tree=${tree#"$root"}
    elif [[ -d $dir/stubs/$name ]]; then
      tree=$REGISTRY/stubs/$name
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
  id=$(cat "${files[@]}" "$LAUNCHER"/lib/{module_file.awk,registry.sh,stubs.sh} <(echo "$root") | cksum)
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
  local root=$1 registry=${2// /%20}
  cat "$root/etc/bazel/bazelrc" - <<EOF
common --registry=file://$registry
# Bazel 7 also registers what WORKSPACE files had, and fetches that from the whole internet.
common --noenable_workspace
common "--repo_env=CARGO_HOME=$CACHE/cargo"
EOF
}
