# shellcheck shell=bash
# A line every ten seconds while the set-up works, so that nobody takes it for dead.

# Its standard input is a pipe that the set-up alone holds open: it ends when the set-up does, however that is.
progress() {
  local crates status
  while true; do
    status=0
    read -r -t 10 || status=$?
    # Above 128 it is the time that is over, else the pipe.
    ((status > 128)) || return 0
    crates=$(grep -c '^ *Compiling ' "$WORK/cargo-bazel.log" 2>/dev/null) || crates=0
    if ((crates > 0)); then
      say "$SECONDS s: cargo-bazel: $crates crates compiled"
    else
      say "$SECONDS s: $(downloaded_mb) MB downloaded"
    fi
  done
}

downloaded_mb() { du -smc "$WORK"/*-apt/debs 2>/dev/null | awk 'END {print $1 + 0}'; }
