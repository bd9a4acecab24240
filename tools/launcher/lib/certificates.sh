# shellcheck shell=bash
# The machine may sit behind a TLS proxy with a CA of its own: Bazel's JVM and
# cargo trust what the machine trusts, or Debian's own list where it has none.

# Sets MACHINE_BUNDLE to the machine's CA bundle ("" without one).
find_machine_bundle() {
  for MACHINE_BUNDLE in "${SSL_CERT_FILE:-}" /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt ''; do
    [[ ! -s $MACHINE_BUNDLE ]] || return 0
  done
}

# What a bundle is recognised by: its name, time and size.
bundle_stamp() { if [[ -n $1 ]]; then stat -L -c '%n %Y %s' "$1"; else echo none; fi; }

# write_bundle SYSTEM FILE: the CAs to trust in SYSTEM, which has ca-certificates unpacked.
write_bundle() {
  find_machine_bundle
  if [[ -n $MACHINE_BUNDLE ]]; then cat "$MACHINE_BUNDLE" >"$2"; else cat "$1"/usr/share/ca-certificates/mozilla/*.crt >"$2"; fi
}

# trust_certificates ROOT: the machine's bundle as ROOT's, for programs that read PEM and for Java.
trust_certificates() {
  local root=$1 certs=$1/etc/ssl/certs work
  mkdir -p "$certs/java"
  work=$(mktemp -d "$certs/tmp.XXXXXX")
  write_bundle "$root" "$work/pem"
  # Without encryption and checksum, as the JDK reads its default store without a password.
  run_in_root "$root" openssl pkcs12 -export -nokeys -certpbe NONE -nomac -jdktrust anyExtendedKeyUsage \
    -in "$work/pem" -out "$work/java" -passout pass:changeit 2>/dev/null || {
    rm -rf "$work"
    die "the CA bundle ${MACHINE_BUNDLE:-of Debian} can't be turned into a Java trust store" "check that it holds PEM certificates"
  }
  bundle_stamp "$MACHINE_BUNDLE" >"$work/stamp"
  chmod 644 "$work/java"
  mv "$work/pem" "$certs/ca-certificates.crt"
  mv -T "$work/java" "$certs/java/cacerts"
  mv "$work/stamp" "$certs/stamp"
  rmdir "$work"
}

# renew_certificates ROOT: the same again if the machine's bundle is another one by now.
renew_certificates() {
  local known=
  find_machine_bundle
  [[ ! -e $1/etc/ssl/certs/stamp ]] || known=$(<"$1/etc/ssl/certs/stamp")
  [[ $(bundle_stamp "$MACHINE_BUNDLE") != "$known" ]] || return 0
  say "the machine's CA bundle has changed: renewing Bazel's (a running server sees it after 'shutdown')"
  trust_certificates "$1"
}

# run_in_root ROOT PROGRAM ARGS...: a program of the root, by the root's own loader.
run_in_root() {
  local root=$1 program=$2 libs loader
  shift 2
  libs=$(echo "$root"/usr/lib/*-linux-gnu*)
  for loader in "$root"/usr/lib*/ld-linux*.so.* "$root"/usr/lib*/ld64.so.*; do
    [[ ! -e $loader ]] || break
  done
  OPENSSL_CONF=/dev/null OPENSSL_MODULES=$libs/ossl-modules \
    "$loader" --library-path "$libs" "$root/usr/bin/$program" "$@"
}
