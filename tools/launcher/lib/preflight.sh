# shellcheck shell=bash
# Says early, in one message each, why this machine can't be served.

# Debian's name of this machine's CPU, for the CPUs that Debian builds Bazel for.
debian_architecture() {
  case $(uname -m) in
    x86_64) echo amd64 ;;
    aarch64) echo arm64 ;;
    ppc64le) echo ppc64el ;;
    riscv64) echo riscv64 ;;
    s390x) echo s390x ;;
    loongarch64) echo loong64 ;;
    *) return 1 ;;
  esac
}

# What a root and its downloads take at their peak, in MB.
NEEDED_MB=1500
KEYRING=${DEBIAN_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}

preflight() {
  local free tool
  [[ $(uname -s) == Linux ]] ||
    die "this is $(uname -s); the launcher can set Bazel up on Linux only" "install Bazel $MIN_BAZEL or later, or set BAZEL_REAL"
  # shellcheck disable=SC2034
  ARCH=$(debian_architecture) ||
    die "Debian has no Bazel for this CPU ($(uname -m))" "set BAZEL_REAL to a Bazel $MIN_BAZEL or later"
  for tool in apt-get apt-cache dpkg-deb flock; do
    command -v "$tool" >/dev/null ||
      die "unknown distribution: '$tool' not found, and the launcher sets Bazel up with Debian's own tools" \
        "install Bazel $MIN_BAZEL or later (bazelisk does), or set BAZEL_REAL"
  done
  [[ -r $KEYRING ]] ||
    die "$KEYRING is missing, so Debian's packages can't be authenticated" \
      "apt-get install debian-archive-keyring, or DEBIAN_KEYRING=/path/of/debian-archive-keyring.gpg tools/bazel ..."
  mkdir -p "$CACHE" 2>/dev/null || true
  [[ -w $CACHE ]] ||
    die "the cache folder $CACHE can't be written" "RULES_PGRX_CACHE=/some/writable/folder tools/bazel ..."
  free=$(df -Pm "$CACHE" | awk 'NR == 2 {print $4}')
  ((free >= NEEDED_MB)) ||
    die "no disk: $free MB are free in $CACHE, the set-up needs $NEEDED_MB MB" \
      "free some space, or RULES_PGRX_CACHE=/a/larger/disk tools/bazel ..."
  can_enter_a_root
}

can_enter_a_root() {
  local unshare=(unshare --mount)
  ((EUID == 0)) || unshare+=(--map-root-user)
  "${unshare[@]}" true 2>/dev/null ||
    die "this machine refuses a mount namespace ('${unshare[*]} true' fails), so Bazel's root can't be entered" \
      "allow user namespaces (sysctl kernel.unprivileged_userns_clone=1; in a container: --security-opt seccomp=unconfined --cap-add SYS_ADMIN), or set BAZEL_REAL"
}
