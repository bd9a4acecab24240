#!/usr/bin/env bash
# setup.sh ARGS...: sets Bazel up in $CACHE/root-<id>, then starts the launcher again with ARGS.
#
# Everything is made in a folder of its own and renamed into place last: a killed
# set-up leaves nothing that is ever used. The launcher becomes this process and
# this process becomes the launcher again, so a signal to its id always arrives.
set -euo pipefail
LAUNCHER=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
for part in common lib/preflight lib/apt lib/certificates lib/root lib/cargo_bazel lib/progress; do
  # shellcheck disable=SC1090
  source "$LAUNCHER/$part.sh"
done

STEPS=()

# together STEP...: all at the same time, each a process group of its own, so that
# one kill ends it with its children. The first failure ends the set-up; the step has said why.
together() {
  local step
  STEPS=()
  set -m
  for step in "$@"; do
    # Without the lock: a step that outlives a killed set-up must not keep the next one waiting.
    (trap '(($? == 0)) || kill $$' EXIT; "$step") 8>&- 9>&- </dev/null &
    STEPS+=($!)
  done
  set +m
  for step in "${STEPS[@]}"; do wait "$step" || exit 37; done
  STEPS=()
}

clean_up() {
  local step
  # The steps that this ends report it: no second cleaning-up in the middle of the first.
  trap '' TERM INT
  for step in "${STEPS[@]}"; do kill -- "-$step" 2>/dev/null || true; done
  exec 8>&-
  rm -rf "$WORK" 2>/dev/null || true
}

set_up() {
  WORK=$(mktemp -d "$CACHE/tmp.XXXXXX")
  trap clean_up EXIT
  trap 'exit 37' TERM
  trap 'exit 130' INT
  say "setting Bazel up in $CACHE (once; Debian packages by this machine's own apt)"
  exec 8> >(progress 9>&-)
  together make_root make_builder
  printf 'FOUND_MIRROR=%q\nFOUND_SECURITY_MIRROR=%q\n' "$DEBIAN_MIRROR" "$DEBIAN_SECURITY_MIRROR" >"$WORK/root/.complete"
  mv -T "$WORK/root" "$ROOT"
  clean_up
  trap - EXIT TERM INT
  say "set up after $SECONDS s"
}

find_cache
preflight </dev/null
find_mirrors </dev/null
exec 9>"$CACHE/lock"
flock -n 9 || { say "another set-up is at work; waiting for it"; flock 9; }
if ! find_root; then
  # Nobody else works here: whatever unfinished folders there are were killed.
  rm -rf "$CACHE"/tmp.*
  set_up
fi
exec 9>&-
find_root || die "the set-up ended without a root in $CACHE" "rm -rf '$CACHE' and start again"
exec "$BASH" "$LAUNCHER/../bazel" "$@"
