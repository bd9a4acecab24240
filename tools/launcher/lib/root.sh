# The root that Bazel runs in: Debian forky's Bazel and the rules beside it.
# forky moves, so nothing here names a version: what is there is taken, and said.

ROOT_SUITE=forky
ROOT_PACKAGES=(
  bazel-bootstrap bazel-rules-rust bazel-rules-pkg bazel-rules-shell bazel-skylib
  bash coreutils util-linux mount findutils grep sed gawk tar gzip
  apt dpkg debian-archive-keyring ca-certificates openssl
)
# Dependencies of Debian's package that Bazel runs without, checked by building
# everything: compilers, interpreters and headers, which a hermetic build must
# not see anyway, and the JDK beyond its runtime.
ROOT_WITHOUT='^(openjdk-[0-9]+-jdk|default-jdk|gcc|g\+\+|cpp|binutils|libbinutils|libctf|libgprofng|libsframe|lib[a-z]+san|libcc1|libisl|libmpc|libmpfr|libgomp|libitm|libatomic|libquadmath|libc6-dev|libc-dev-bin|linux-libc-dev|libgcc-[0-9]+-dev|libstdc\+\+-[0-9]+-dev|zlib1g-dev|make|patch|build-essential|dpkg-dev|libdpkg-perl|perl|libperl|python3|libpython3|lib(lightcouch|mongodb|jgit|maven|bcprov|jetty9|tomcat9|eclipse)|libjs-|node-|junit4|debconf)'

download_root() {
  local dir=$WORK/root-apt packages
  apt_open "$dir" "$ROOT_SUITE"
  packages=$(apt_closure "$dir" "${ROOT_PACKAGES[@]}" | grep -vE "$ROOT_WITHOUT")
  say "Bazel $(sed -n 's/^bazel-bootstrap=//p' <<<"$packages") and rules_rust $(sed -n 's/^bazel-rules-rust=//p' <<<"$packages") from $ROOT_SUITE ($(wc -l <<<"$packages") packages)"
  # shellcheck disable=SC2086
  apt_download "$dir" $packages
}

unpack_root() {
  local root=$WORK/root
  unpack "$WORK/root-apt/debs" "$root"
  prepare_etc "$root"
  mkdir -p "$root/etc/bazel" "$root/mnt"
  : >"$root/etc/bazel/bazelrc"
  trust_certificates "$root"
}

# What enter.sh mounts over has to exist.
prepare_etc() {
  touch "$1"/etc/{passwd,group,hosts,resolv.conf,hostname,localtime}
  printf 'passwd: files\ngroup: files\nhosts: files dns\n' >"$1/etc/nsswitch.conf"
}

# The machine may sit behind a TLS proxy with a CA of its own: Bazel's JVM and
# cargo trust what the machine trusts, or Debian's own list where it has none.
trust_certificates() {
  local root=$1 bundle=$1/etc/ssl/certs/ca-certificates.crt host
  mkdir -p "$root/etc/ssl/certs/java"
  host=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
  if [[ -s $host ]]; then cat "$host" >"$bundle"; else cat "$root"/usr/share/ca-certificates/mozilla/*.crt >"$bundle"; fi
  # Without encryption and checksum, as the JDK reads its default store without a password.
  run_in_root "$root" openssl pkcs12 -export -nokeys -certpbe NONE -nomac -jdktrust anyExtendedKeyUsage -in "$bundle" \
    -out "$root/etc/ssl/certs/java/cacerts" -passout pass:changeit ||
    die "the CA bundle $host can't be turned into a Java trust store" "check that it holds PEM certificates"
}

# run_in_root ROOT PROGRAM ARGS...: a program of the root, by the root's own loader.
run_in_root() {
  local root=$1 program=$2 libs
  shift 2
  libs=$(echo "$root"/usr/lib/*-linux-gnu*)
  OPENSSL_CONF=/dev/null OPENSSL_MODULES=$libs/ossl-modules \
    "$(echo "$root"/usr/lib*/ld-linux*.so.* "$root"/usr/lib*/ld64.so.* | tr ' ' '\n' | while read -r f; do [[ -e $f ]] && echo "$f" && break; done)" \
    --library-path "$libs" "$root/usr/bin/$program" "$@"
}
