# shellcheck shell=bash
# The set-up's watcher: says every ten seconds that work goes on, and clears up after it.
#
# Its standard input is a pipe that only the set-up holds open, so it learns of the
# set-up's end however that comes about, kill -9 included. Until it has cleared up
# it holds the set-up's lock: the next set-up never meets the leavings of this one at work.

# Reads process groups, one a line: +ID begun, -ID ended. At the end kills those still at work, and removes $WORK.
watch_over() {
  local line status group
  local -A groups=()
  trap '' INT TERM HUP
  while true; do
    status=0
    read -r -t 10 line || status=$?
    if ((status == 0)); then
      if [[ $line == +* ]]; then groups[${line#+}]=1; else unset "groups[${line#-}]"; fi
    elif ((status > 128)); then
      say_progress
    else
      break
    fi
  done
  for group in "${!groups[@]}"; do kill -KILL -- "-$group" 2>/dev/null || true; done
  # What was killed a moment ago may still be writing.
  rm -rf "$WORK" 2>/dev/null || { sleep 1; rm -rf "$WORK"; }
}

say_progress() { say "$SECONDS s: $(downloaded_mb) MB downloaded"; }

downloaded_mb() { du -smc "$WORK"/*-apt/{debs,lists} 2>/dev/null | awk 'END {print $1 + 0}'; }
