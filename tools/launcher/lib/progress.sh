# shellcheck shell=bash
# A line every ten seconds while the set-up works, so that nobody takes it for dead.

# Sets PROGRESS to the process group that says the lines; it ends with the set-up, however that ends.
start_progress() {
  set -m
  progress 9>&- </dev/null &
  # shellcheck disable=SC2034
  PROGRESS=$!
  set +m
}

progress() {
  local crates
  # $$ is the set-up, also in this subshell.
  while sleep 10 && kill -0 $$ 2>/dev/null; do
    crates=$(grep -c '^ *Compiling ' "$WORK/cargo-bazel.log" 2>/dev/null) || crates=0
    if ((crates > 0)); then
      say "${SECONDS} s: cargo-bazel: $crates crates compiled"
    else
      say "${SECONDS} s: $(downloaded_mb) MB downloaded"
    fi
  done
}

downloaded_mb() { du -smc "$WORK"/*-apt/debs 2>/dev/null | awk 'END {print $1 + 0}'; }
