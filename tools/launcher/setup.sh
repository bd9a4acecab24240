#!/usr/bin/env bash
# Sets Bazel up in $CACHE/root-<id>. Everything is made in a folder of its own and
# renamed into place last: a killed set-up leaves nothing that is ever used.
set -euo pipefail
LAUNCHER=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
for part in common lib/preflight lib/apt lib/root lib/cargo_bazel; do
  # shellcheck disable=SC1090
  source "$LAUNCHER/$part.sh"
done

keep_log() { cp "$WORK/$1" "$CACHE/$1" && echo "$CACHE/$1"; }

# together A B: both in parallel; the first failure ends the set-up with its message.
together() {
  local pids=() pid status=0
  for step in "$@"; do "$step" & pids+=($!); done
  for pid in "${pids[@]}"; do wait "$pid" || status=$?; done
  ((status == 0)) || exit "$status"
}

set_up() {
  local started=$SECONDS
  WORK=$(mktemp -d "$CACHE/tmp.XXXXXX")
  # The trap's own text is expanded now: WORK is gone by the time it runs.
  # shellcheck disable=SC2064
  trap "rm -rf '$WORK'" EXIT
  say "setting Bazel up in $CACHE (once; Debian packages by this machine's own apt)"
  together download_root download_builder
  say "downloads done after $((SECONDS - started)) s; unpacking"
  unpack_root
  unpack_builder
  say "root ready after $((SECONDS - started)) s"
  build_cargo_bazel
  printf 'FOUND_MIRROR=%q\nFOUND_SECURITY_MIRROR=%q\n' "$DEBIAN_MIRROR" "$DEBIAN_SECURITY_MIRROR" >"$WORK/root/.complete"
  mv -T "$WORK/root" "$ROOT"
  say "set up after $((SECONDS - started)) s"
}

find_cache
preflight
find_mirrors
exec 9>"$CACHE/lock"
flock -n 9 || { say "another set-up is at work; waiting for it"; flock 9; }
if ! find_root; then
  # Nobody else works here: whatever unfinished folders there are were killed.
  rm -rf "$CACHE"/tmp.*
  set_up
fi
