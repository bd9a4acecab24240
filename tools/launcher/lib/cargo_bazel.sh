# cargo-bazel, crate_universe's generator. Its releases are prebuilt binaries on
# a host that not every machine reaches; here it is built from its published
# source, with Debian stable's Rust, which the build proper uses too.

BUILDER_SUITE=bookworm
BUILDER_PACKAGES=(cargo-web rustc-web libstd-rust-web-dev gcc lld-22)

download_builder() {
  local dir=$WORK/builder-apt packages
  apt_open "$dir" "$BUILDER_SUITE"
  packages=$(apt_closure "$dir" "${BUILDER_PACKAGES[@]}")
  # shellcheck disable=SC2086
  apt_download "$dir" $packages
}

unpack_builder() {
  local builder=$WORK/builder
  unpack "$WORK/builder-apt/debs" "$builder"
  prepare_etc "$builder"
  mkdir -p "$builder/etc/ssl/certs"
  cp "$WORK/root/etc/ssl/certs/ca-certificates.crt" "$builder/etc/ssl/certs/"
  share_with_distdir
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

# Waits for VERSION_FILE, which the root's rules_rust carries.
build_cargo_bazel() {
  local root=$WORK/root builder=$WORK/builder version out lld
  version=$(sed -nE '/^name = "cargo-bazel"/,/^$/s/^version = "(.*)"/\1/p' \
    "$root/usr/share/bazel/rules/rust/crate_universe/Cargo.toml" | head -n1)
  [[ -n $version ]] || die "rules_rust in $ROOT_SUITE doesn't say which cargo-bazel it needs" "set BAZEL_REAL to a Bazel $MIN_BAZEL or later"
  out=$CACHE/cargo-bazel/$version
  if [[ ! -x $out/bin/cargo-bazel ]]; then
    say "building cargo-bazel $version (once; about two minutes on two cores)"
    lld=$(basename "$(echo "$builder"/usr/lib/llvm-*)")
    mkdir -p "$CACHE/cargo"
    env -i HOME="$HOME" PATH=/usr/bin:/bin CARGO_HOME="$CACHE/cargo" LC_ALL=C \
      CARGO_HTTP_CAINFO=/etc/ssl/certs/ca-certificates.crt \
      CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_DEV_INCREMENTAL=false CARGO_TARGET_DIR="$WORK/cargo-target" \
      RUSTFLAGS="-Clinker=gcc -Clink-arg=-fuse-ld=lld -Clink-arg=-B/usr/lib/$lld/bin" \
      ${https_proxy:+https_proxy="$https_proxy"} \
      "$BASH" "$LAUNCHER/enter.sh" --system "$builder" "$root" \
      cargo install cargo-bazel --version "$version" --locked --debug --root "$WORK/cargo-bazel" >"$WORK/cargo-bazel.log" 2>&1 ||
      die "cargo-bazel $version could not be built: $(grep -E '^error' "$WORK/cargo-bazel.log" | head -n1)" \
        "check that the crate registry is reachable, then start again (log: $(keep_log cargo-bazel.log))"
    mkdir -p "$CACHE/cargo-bazel"
    rm -rf "$out"
    mv "$WORK/cargo-bazel" "$out"
  fi
  link_old_index_name
}

# cargo-bazel 0.15's crates-index looks for the sparse index in the folder that
# cargo < 1.85 hashed its name to; newer cargo hashes otherwise. Goes when
# rules_rust carries a crates-index that knows both.
link_old_index_name() {
  local index
  for index in "$CACHE"/cargo/registry/index/*-1949cf8c6b5b557f; do
    [[ -e $index ]] && ln -sfn "$(basename "$index")" "${index%-*}-6f17d22bba15001f"
  done
}
