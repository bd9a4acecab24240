# shellcheck shell=bash
# cargo-bazel, crate_universe's generator. Its releases are prebuilt binaries on
# a host that not every machine reaches; here it is built from its published
# source, with Debian stable's Rust, which the build proper uses too.

BUILDER_SUITE=bookworm
BUILDER_PACKAGES=(cargo-web rustc-web libstd-rust-web-dev gcc lld-22 ca-certificates)

# What these depend on and no link needs: sanitizers, a profiler, NIS and RPC headers, configuration.
BUILDER_WITHOUT='^(lib[a-z]+san[0-9]|libgprofng|libcc1|libnsl|libtirpc|rpcsvc-proto|libcrypt-dev|openssl|debconf|perl-base)'

make_builder() {
  local dir=$WORK/builder-apt builder=$WORK/builder version packages
  apt_open "$dir" "$BUILDER_SUITE"
  packages=$(apt_closure "$dir" "${BUILDER_PACKAGES[@]}" | grep -vE "$BUILDER_WITHOUT")
  # shellcheck disable=SC2086
  apt_download "$dir" $packages
  unpack "$dir/debs" "$builder"
  prepare "$builder"
  write_bundle "$builder" "$builder/etc/ssl/certs/ca-certificates.crt"
  # From the root's track; if that fails, it ends this one too.
  until [[ -e $WORK/cargo-bazel.version ]]; do sleep 0.2; done
  version=$(<"$WORK/cargo-bazel.version")
  [[ -x $CACHE/cargo-bazel/$version/bin/cargo-bazel ]] || build_cargo_bazel "$version"
  link_old_index_name
  share_with_distdir
}

# tell_cargo_bazel_version RULES_RUST_DEB: tells make_builder the version that this rules_rust works with.
tell_cargo_bazel_version() {
  dpkg-deb --fsys-tarfile "$1" | tar -xO ./usr/share/bazel/rules/rust/crate_universe/Cargo.toml 2>/dev/null |
    sed -nE '/^name = "cargo-bazel"/,/^$/s/^version = "(.*)"/\1/p' | grep . >"$WORK/version" ||
    die "rules_rust in $ROOT_SUITE doesn't say which cargo-bazel it needs" "set BAZEL_REAL to a Bazel $MIN_BAZEL or later"
  mv "$WORK/version" "$WORK/cargo-bazel.version"
}

# Packages of the builder that our locks name as well need no second download:
# Bazel looks for them in --distdir, by the name they have in the archive's pool.
share_with_distdir() {
  local deb
  mkdir -p "$CACHE/distdir"
  for deb in "$WORK"/builder-apt/debs/*.deb; do
    mv "$deb" "$CACHE/distdir/$(basename "$deb" | sed -E 's/_[0-9]+%3a/_/')"
  done
}

build_cargo_bazel() {
  local version=$1 builder=$WORK/builder out=$CACHE/cargo-bazel/$1 llvm
  say "$SECONDS s: building cargo-bazel $version (once; about two minutes on two cores)"
  llvm=$(basename "$(echo "$builder"/usr/lib/llvm-*)")
  mkdir -p "$CACHE/cargo" "$CACHE/cargo-bazel"
  env -i HOME="${HOME:-$CACHE}" PATH=/usr/bin:/bin CARGO_HOME="$CACHE/cargo" LC_ALL=C \
    CARGO_HTTP_CAINFO=/etc/ssl/certs/ca-certificates.crt \
    CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_DEV_INCREMENTAL=false CARGO_PROFILE_DEV_DEBUG_ASSERTIONS=false \
    CARGO_TARGET_DIR="$WORK/cargo-target" \
    RUSTFLAGS="-Clinker=gcc -Clink-arg=-fuse-ld=lld -Clink-arg=-B/usr/lib/$llvm/bin" \
    ${https_proxy:+https_proxy="$https_proxy"} \
    "$BASH" "$LAUNCHER/enter.sh" --system "$builder" \
    cargo install cargo-bazel --version "$version" --locked --debug --root "$WORK/cargo-bazel" >"$WORK/cargo-bazel.log" 2>&1 ||
    die "cargo-bazel $version could not be built: $(grep -m1 -E '^(error|.*: (error|fatal))' "$WORK/cargo-bazel.log")" \
      "check that the crate registry is reachable, then start again (log: $(keep_log cargo-bazel.log))"
  rm -rf "$out"
  mv "$WORK/cargo-bazel" "$out"
}

keep_log() { cp "$WORK/$1" "$CACHE/$1" && echo "$CACHE/$1"; }

# cargo-bazel 0.15's crates-index looks for the sparse index in the folder that
# cargo < 1.85 hashed its name to; newer cargo hashes otherwise. Goes when
# rules_rust carries a crates-index that knows both.
link_old_index_name() {
  local index
  for index in "$CACHE"/cargo/registry/index/*-1949cf8c6b5b557f; do
    [[ ! -e $index ]] || ln -sfn "$(basename "$index")" "${index%-*}-6f17d22bba15001f"
  done
}
