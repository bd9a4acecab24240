# shellcheck shell=bash
# The root that Bazel runs in: Debian forky's Bazel and the rules beside it.
# forky moves, so nothing here names a version: what is there is taken, and said.

ROOT_SUITE=forky
ROOT_PACKAGES=(
  bazel-bootstrap bazel-rules-rust bazel-rules-pkg bazel-rules-shell bazel-skylib
  bash coreutils util-linux mount findutils grep sed mawk tar gzip file zip procps
  apt dpkg debian-archive-keyring ca-certificates openssl
)
# Dependencies of Debian's package that Bazel runs without, checked by building
# everything: compilers, interpreters and headers, which a hermetic build must
# not see anyway, and the JDK beyond its runtime.
ROOT_WITHOUT='^(openjdk-[0-9]+-jdk|default-jdk|gcc|g\+\+|cpp|binutils|libbinutils|libctf|libgprofng|libsframe|lib[a-z]+san|libcc1|libisl|libmpc|libmpfr|libgomp|libitm|libatomic|libquadmath|libc6-dev|libc-dev-bin|linux-libc-dev|libgcc-[0-9]+-dev|libstdc\+\+-[0-9]+-dev|zlib1g-dev|make|patch|build-essential|dpkg-dev|libdpkg-perl|perl|libperl|python3|libpython3|lib(lightcouch|mongodb|jgit|maven|bcprov|jetty9|tomcat9|eclipse)|libjs-|node-|junit4|debconf)'

make_root() {
  local dir=$WORK/root-apt root=$WORK/root packages
  apt_open "$dir" "$ROOT_SUITE"
  packages=$(apt_closure "$dir" "${ROOT_PACKAGES[@]}" | grep -vE "$ROOT_WITHOUT")
  say "Bazel $(sed -n 's/^bazel-bootstrap=//p' <<<"$packages") and rules_rust $(sed -n 's/^bazel-rules-rust=//p' <<<"$packages") from $ROOT_SUITE ($(wc -l <<<"$packages") packages)"
  # shellcheck disable=SC2086
  apt_download "$dir" $packages
  unpack "$dir/debs" "$root"
  prepare "$root"
  # What installation scripts would have chosen.
  ln -sf bash "$root/usr/bin/sh"
  ln -sf mawk "$root/usr/bin/awk"
  startup_options >"$root/etc/bazel/bazelrc"
  trust_certificates "$root"
  say "$SECONDS s: Bazel's root is ready"
}

# Debian's Bazel carries no JDK and is not packed into one file.
startup_options() {
  echo 'startup --install_base=/usr/share/bazel --trust_install_base'
  echo 'startup --server_javabase=/usr/lib/jvm/default-java'
}

# What enter.sh mounts over has to exist.
prepare() {
  mkdir -p "$1"/{mnt,etc/bazel,etc/ssl/certs}
  touch "$1"/etc/{passwd,group,hosts,resolv.conf,hostname,localtime}
  printf 'passwd: files\ngroup: files\nhosts: files dns\n' >"$1/etc/nsswitch.conf"
}
