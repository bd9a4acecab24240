# shellcheck shell=bash
# apt with folders of its own: it reads this machine's mirror and proxies, and
# writes nothing outside the cache.

# Sets DEBIAN_MIRROR and DEBIAN_SECURITY_MIRROR, from the environment or from apt's sources.
find_mirrors() {
  local uris
  # A mirror given by hand brings its security archive along; apt's is used only with apt's own mirror.
  if [[ -z ${DEBIAN_MIRROR:-} ]]; then
    # shellcheck disable=SC2016
    uris=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | sed 's#/*$##' | sort -u) || uris=
    DEBIAN_MIRROR=$(grep -m1 -E '/debian$' <<<"$uris") ||
      die "this machine's apt names no Debian mirror" "DEBIAN_MIRROR=<base address of a Debian mirror> tools/bazel ..."
    : "${DEBIAN_SECURITY_MIRROR:=$(grep -m1 -E '/debian-security$' <<<"$uris")}"
  fi
  DEBIAN_MIRROR=${DEBIAN_MIRROR%/}
  : "${DEBIAN_SECURITY_MIRROR:=$DEBIAN_MIRROR-security}"
}

# apt_open DIR SUITE: a private apt in DIR for SUITE (and its security archive where it is a stable one).
apt_open() {
  local dir=$1 suite=$2
  mkdir -p "$dir/lists/partial" "$dir/archives/partial" "$dir/debs"
  : >"$dir/status"
  echo "deb [signed-by=$KEYRING] $DEBIAN_MIRROR $suite main" >"$dir/sources.list"
  [[ $suite == forky ]] ||
    echo "deb [signed-by=$KEYRING] $DEBIAN_SECURITY_MIRROR $suite-security main" >>"$dir/sources.list"
  # forky's index may be past its Valid-Until on a slow mirror; its signature is still checked.
  cat >"$dir/apt.conf" <<EOF
Dir::Etc::sourcelist "$dir/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::State "$dir";
Dir::State::lists "$dir/lists";
Dir::State::status "$dir/status";
Dir::Cache "$dir";
Dir::Cache::archives "$dir/archives";
APT::Architecture "$ARCH";
APT::Architectures "$ARCH";
APT::Install-Recommends "false";
APT::Sandbox::User "$(id -un)";
APT::Update::Post-Invoke-Success "";
Acquire::Check-Valid-Until "false";
Acquire::Languages "none";
Acquire::Retries "3";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::IndexTargets::deb::DEP-11-icons-small::DefaultEnabled "false";
Acquire::IndexTargets::deb::DEP-11-icons::DefaultEnabled "false";
EOF
  APT_CONFIG="$dir/apt.conf" apt-get -q=2 -o APT::Update::Error-Mode=any update >"$dir/update.log" 2>&1 ||
    die "no package index of $suite from $DEBIAN_MIRROR: $(grep -E '^[EW]:' "$dir/update.log" | head -n1)" \
      "check the network and proxy, or name a reachable mirror with DEBIAN_MIRROR=..., then start again"
}

# apt_closure DIR PACKAGE...: name=version of the packages and all they depend on.
apt_closure() {
  local dir=$1
  shift
  APT_CONFIG="$dir/apt.conf" apt-get -s install "$@" 2>"$dir/closure.log" |
    sed -nE 's/^Inst ([^ ]+) \(([^ ]+) .*/\1=\2/p' | grep . ||
    die "Debian can't satisfy '$*': $(grep -E '^E:' "$dir/closure.log" | head -n1)" \
      "wait for the archive to settle, or set BAZEL_REAL to a Bazel $MIN_BAZEL or later"
}

# apt_download DIR NAME=VERSION...: the .debs into DIR/debs, checked by apt against the signed index.
# apt asks one host for one file at a time; four apts, a dozen packages at a time, keep the line busy.
apt_download() {
  local dir=$1
  shift
  (cd "$dir/debs" && printf '%s\n' "$@" |
    APT_CONFIG="$dir/apt.conf" xargs -n 12 -P 4 apt-get -q=2 download >>"$dir/download.log" 2>&1) ||
    die "a download failed: $(grep -E '^E:' "$dir/download.log" | head -n1)" \
      "check the network, then start again (nothing half-done is used)"
}

# unpack DEB_DIR ROOT: without manuals and translations, and without the right to become another user.
unpack() {
  mkdir -p "$2"
  # shellcheck disable=SC2016
  printf '%s\0' "$1"/*.deb | xargs -0 -P "$(nproc)" -I{} \
    sh -c 'dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" --no-same-owner --keep-directory-symlink --exclude="./usr/share/man/*" --exclude="./usr/share/locale/*" --exclude="./usr/share/doc/*/[!c]*"' \
    sh {} "$2" || die "unpacking into $2 failed" "check the disk, then start again"
  find "$2" -type f -perm /6000 -exec chmod ug-s {} +
}
