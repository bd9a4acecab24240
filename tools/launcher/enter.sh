#!/usr/bin/env bash
# enter.sh ROOT ARGS...: Bazel in ROOT, in a view of this machine where the system folders are
# ROOT's and all others its own.
#
# The process is never forked: signals, exit code, terminal and standard streams
# reach Bazel as if it had been started directly.
set -euo pipefail
LAUNCHER=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")

# Folders that come from the root; every other top-level folder is the machine's.
SYSTEM_FOLDERS=' usr bin sbin etc lib lib32 lib64 libx32 libo32 boot proc sys dev lost+found '

outside() {
  local system=$1 rc
  shift
  set -- bazel "$@"
  prepare_bazel "$system"
  rc=${REGISTRY:+$REGISTRY/bazelrc}
  local unshare=(unshare --mount)
  ((EUID == 0)) || unshare+=(--map-root-user)
  # The user's PATH names the machine's programs, which Bazel must not find.
  export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  unset JAVA_HOME LD_LIBRARY_PATH LD_PRELOAD
  exec "${unshare[@]}" "$BASH" "$LAUNCHER/enter.sh" --inside "$system" "$rc" "$EUID" "$(id -g)" "$PWD" "$@"
}

# prepare_bazel ROOT: what a start may find changed since the last one.
prepare_bazel() {
  local part
  for part in common lib/certificates lib/stubs lib/registry; do
    # shellcheck disable=SC1090
    source "$LAUNCHER/$part.sh"
  done
  find_cache
  case ${PWD#/}/ in
    usr/* | bin/* | sbin/* | etc/* | lib/* | lib32/* | lib64/* | boot/*)
      die "$PWD is in a system folder, which Bazel's root has its own of" "move the workspace, for example below /home or /srv"
      ;;
  esac
  renew_certificates "$1"
  ensure_registry "$1"
  export_mirrors "$1"
}

# Repository rules read the mirrors from the environment. One given now wins over the set-up's.
export_mirrors() {
  # shellcheck disable=SC1091
  source "$1/.complete"
  if [[ -n ${DEBIAN_MIRROR:-} ]]; then
    : "${DEBIAN_SECURITY_MIRROR:=${DEBIAN_MIRROR%/}-security}"
  else
    DEBIAN_MIRROR=$FOUND_MIRROR DEBIAN_SECURITY_MIRROR=$FOUND_SECURITY_MIRROR
  fi
  export DEBIAN_MIRROR DEBIAN_SECURITY_MIRROR
}

inside() {
  local system=$1 rc=$2 uid=$3 gid=$4 folder=$5 view=$1/mnt
  shift 5
  mount -t tmpfs -o mode=755,size=1m tmpfs "$view"
  show_system "$system" "$view"
  show_machine "$view"
  mount --rbind /proc "$view/proc"
  mount --rbind /sys "$view/sys"
  mount --rbind /dev "$view/dev"
  show_etc "$view" "$rc"
  show_sandboxes "$view" "$rc"
  cd "$view"
  # pivot_root(2): with both names the same, the old root lies under the new one and can be let go.
  pivot_root . .
  hash -r
  umount -l .
  cd "$folder"
  ((uid != 0)) || exec "$@"
  # Inside the namespace that may mount we are root; Bazel runs as the user again.
  exec unshare --user --map-user="$uid" --map-group="$gid" "$@"
}

show_system() {
  local system=$1 view=$2 entry name
  for entry in "$system"/*; do
    name=${entry##*/}
    [[ $SYSTEM_FOLDERS == *" $name "* ]] || continue
    case $name in boot | proc | sys | dev | mnt) continue ;; esac
    if [[ -L $entry ]]; then
      ln -s "$(readlink "$entry")" "$view/$name"
    else
      mkdir "$view/$name"
      mount --bind -o ro "$entry" "$view/$name"
    fi
  done
  [[ -e $view/bin ]] || ln -s usr/bin "$view/bin"
  mkdir "$view"/{proc,sys,dev}
}

show_machine() {
  local view=$1 entry name
  for entry in /*; do
    name=${entry##*/}
    [[ $SYSTEM_FOLDERS == *" $name "* ]] && continue
    if [[ -L $entry ]]; then
      ln -s "$(readlink "$entry")" "$view/$name"
    elif [[ -d $entry ]]; then
      mkdir "$view/$name"
      mount --rbind "$entry" "$view/$name"
    fi
  done
}

show_etc() {
  local view=$1 rc=$2 name
  for name in passwd group hosts resolv.conf hostname localtime; do
    [[ ! -s /etc/$name || ! -e $view/etc/$name ]] || mount --bind "/etc/$name" "$view/etc/$name"
  done
  [[ -z $rc ]] || mount --bind "$rc" "$view/etc/bazel/bazelrc"
}

# The server keeps the view that it was started in, and with it the memory; a later client has its own, empty.
show_sandboxes() {
  local view=$1 rc=$2
  # shellcheck source-path=SCRIPTDIR source=common.sh
  source "$LAUNCHER/common.sh"
  [[ -n $rc ]] && has_memory /proc/meminfo || return 0
  mkdir "$view$SANDBOXES"
  mount -t tmpfs -o mode=1777 tmpfs "$view$SANDBOXES"
  # Another startup option, so that a server whose view has no such folder is started anew.
  printf '%s\n' "$(<"$rc")" "startup --host_jvm_args=-Dsandboxes=$SANDBOXES" "build --sandbox_base=$SANDBOXES" >"$view/bazelrc"
  mount --bind "$view/bazelrc" "$view/etc/bazel/bazelrc"
}

if [[ $1 == --inside ]]; then shift; inside "$@"; else outside "$@"; fi
