#!/usr/bin/env bash
# setup.sh ARGS...: sets Bazel up in $CACHE/root-<id>, then starts the launcher again with ARGS.
#
# Everything is made in a folder of its own and renamed into place last: a killed
# set-up leaves nothing that is ever used. The launcher becomes this process and
# this process becomes the launcher again, so a signal to its id always arrives.
set -euo pipefail
LAUNCHER=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
for part in common lib/preflight lib/apt lib/certificates lib/root lib/watch; do
  # shellcheck disable=SC1090
  source "$LAUNCHER/$part.sh"
done

# watched STEP: as a process group of its own, so that the watcher can end it with its
# children. A failure ends the set-up; the step has said why.
watched() {
  set -m
  (trap '(($? == 0)) || kill $$ 2>/dev/null' EXIT; "$1") 8>&- 9>&- </dev/null &
  echo "+$!" >&8
  set +m
  wait "$!" || exit 37
  echo "-$!" >&8
}

# Ends the watcher, and with it whatever is still at work.
clean_up() {
  trap '' TERM INT
  exec 8>&-
  wait "$WATCHER" || true
}

set_up() {
  WORK=$(mktemp -d "$CACHE/tmp.XXXXXX")
  exec 8> >(watch_over)
  WATCHER=$!
  trap clean_up EXIT
  trap 'exit 37' TERM
  trap 'exit 130' INT
  say "setting Bazel up in $CACHE (once; Debian packages by this machine's own apt)"
  watched make_root
  printf 'FOUND_MIRROR=%q\nFOUND_SECURITY_MIRROR=%q\n' \
    "$DEBIAN_MIRROR" "$DEBIAN_SECURITY_MIRROR" >"$WORK/root/.complete"
  mv -T "$WORK/root" "$ROOT"
  clean_up
  trap - EXIT TERM INT
  say "set up after $SECONDS s"
}

main() {
  find_cache
  preflight </dev/null
  find_mirrors </dev/null
  exec 9>"$CACHE/lock"
  flock -n 9 || { say "another set-up is at work; waiting for it"; flock 9; }
  if ! find_root; then
    # Nobody else works here: whatever unfinished folders there are were killed, watcher and all.
    rm -rf "$CACHE"/tmp.*
    set_up
  fi
  exec 9>&-
  exec "$BASH" "$LAUNCHER/../bazel" "$@"
}

# bash reads a script as it goes: in one line, an edited file can't change a set-up under way.
main "$@"
