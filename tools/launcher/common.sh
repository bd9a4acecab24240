# shellcheck shell=bash
# What the launcher's steps share: messages, the cache folder, and the names in it.
#
#   $CACHE/root-<id>/           a finished Bazel root; <id> names the set-up's own text,
#                               so that a changed launcher never reuses an old root
#   $CACHE/cargo/               the CARGO_HOME of the cargo that Bazel asks for crates
#   $CACHE/registry/<id>/       a Bazel registry over the root's modules, one per MODULE.bazel text
#   $CACHE/tmp.*                unfinished work; swept by the next set-up

# The oldest Bazel whose bzlmod features MODULE.bazel relies on.
MIN_BAZEL="7.7"

say() { printf 'tools/bazel: %s\n' "$*" >&2; }

# die WHAT REMEDY: one message, and what mends it.
die() {
  printf '\ntools/bazel: error: %s\n' "$1" >&2
  printf 'tools/bazel: to mend it: %s\n' "${2:-see README.md}" >&2
  exit 37
}

version_at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n1) == "$2" ]]; }

# Prints the path of a usable bazel on PATH that is not this launcher.
bazel_on_path() {
  local path version
  path=$(command -v bazel) || return 1
  [[ $(readlink -f "$path") != "$(readlink -f "$LAUNCHER/../bazel")" ]] || return 1
  # bazelisk answers --version with the version of the Bazel that it would run.
  version=$(BAZELISK_SKIP_WRAPPER=1 "$path" --version 2>/dev/null | awk '{print $2; exit}')
  version_at_least "${version:-0}" "$MIN_BAZEL" && echo "$path"
}

find_cache() {
  local base=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
  CACHE=${RULES_PGRX_CACHE:-${base:+$base/rules_pgrx}}
  [[ -n $CACHE ]] || die "neither HOME nor XDG_CACHE_HOME nor RULES_PGRX_CACHE is set" \
    "RULES_PGRX_CACHE=/some/writable/folder tools/bazel ..."
}

# Where Bazel's sandboxes are, in memory of the server's own. A sandbox is hundreds of symbolic links, which
# are ten times as quick to make there as in ext4: that keeps targets of 60 bytes and more in blocks of their
# own. Not /dev/shm: Docker's has 64 MB, and a test may want one of its own.
SANDBOXES=/bazel-sandboxes

# has_memory MEMINFO: whether a machine has enough, 8 GB, for sandboxes to be in it.
has_memory() { awk '/^MemTotal:/ {enough = $2 >= 7500000} END {exit !enough}' "$1" 2>/dev/null; }

# Sets ROOT to the finished root that belongs to this launcher's text.
find_root() {
  local id
  id=$(cat "$LAUNCHER"/setup.sh "$LAUNCHER"/lib/*.sh | cksum)
  ROOT=$CACHE/root-${id%% *}
  [[ -e $ROOT/.complete ]]
}
