//! Files that are not what the lock pins: refused, by name, and the next fetch starts afresh.

use crate::case::Case;
use archive::{deb, deb_with_data, in_archive, sha256, Answer, Entry, Package};

fn package(text: &str) -> Package {
    Package::new(
        "libdemo",
        "1.0-1",
        deb(&[("usr/lib/demo", Entry::File(text))]),
    )
}

/// The archive gets well, and so does the repository.
fn recovers(case: &Case, package: &Package, text: &str) {
    case.publish(&[package]);
    case.fetched();
    assert_eq!(
        case.tree(),
        ["lib -> usr/lib".to_owned(), format!("usr/lib/demo: {text}")]
    );
}

fn wrong_file(package: &Package, got: &[u8]) -> String {
    format!(
        "\
libdemo 1.0-1 for amd64: the mirror's file is not the pinned one.
  file      pool/main/libdemo_1.0-1_amd64.deb
  expected  sha256 {}, {} bytes
  got       sha256 {}
The mirror, or a cache or proxy on the way, delivers a damaged or forged file: use another
mirror (--repo_env=DEBIAN_MIRROR=...). If the lock is the damaged one, renew it: ./tools/bazel run //:update",
        package.sha256(),
        package.deb.len(),
        sha256(got),
    )
}

fn not_delivered(package: &Package) -> String {
    format!(
        "\
libdemo 1.0-1 for amd64: testsuite lists it, but the mirror does not deliver it, or not whole.
  file      pool/main/libdemo_1.0-1_amd64.deb
  expected  sha256 {}, {} bytes
Bazel's warning above says what came instead. The mirror may be in the middle of an update: try
again later, or use another one (--repo_env=DEBIAN_MIRROR=...).",
        package.sha256(),
        package.deb.len(),
    )
}

#[test]
fn another_file_under_the_pinned_name() {
    let case = Case::new("wrong_hash");
    let pinned = package("pinned");
    let forged = package("forged").deb;
    case.publish(&[&pinned]);
    case.pin(&[&pinned]);
    case.mirror
        .put(&in_archive(&pinned.path()), Answer::Whole(forged.clone()));
    case.refused(&wrong_file(&pinned, &forged));
    recovers(&case, &pinned, "pinned");
}

#[test]
fn half_a_file_on_the_mirror() {
    let case = Case::new("half_a_file");
    let pinned = package("half");
    let half = &pinned.deb[..pinned.deb.len() / 2];
    case.publish(&[&pinned]);
    case.pin(&[&pinned]);
    case.mirror
        .put(&in_archive(&pinned.path()), Answer::Whole(half.to_vec()));
    case.refused(&wrong_file(&pinned, half));
    recovers(&case, &pinned, "half");
}

#[test]
fn a_connection_that_is_cut() {
    let case = Case::new("cut");
    let pinned = package("cut");
    case.publish(&[&pinned]);
    case.pin(&[&pinned]);
    case.mirror
        .put(&in_archive(&pinned.path()), Answer::Cut(pinned.deb.clone()));
    case.refused(&not_delivered(&pinned));
    recovers(&case, &pinned, "cut");
}

#[test]
fn a_file_that_the_archive_lists_but_does_not_have() {
    let case = Case::new("missing");
    let pinned = package("missing");
    case.publish(&[&pinned]);
    case.pin(&[&pinned]);
    case.drop_file(&pinned);
    case.refused(&not_delivered(&pinned));
    recovers(&case, &pinned, "missing");
}

#[test]
fn a_lock_of_another_archive() {
    let case = Case::new("other_archive");
    let (pinned, listed) = (package("pinned here"), package("listed there"));
    case.publish(&[&listed]);
    case.pin(&[&pinned]);
    case.refused(&format!(
        "\
libdemo 1.0-1 for amd64: the archive lists another file under this version.
  file      pool/main/libdemo_1.0-1_amd64.deb
  expected  sha256 {}
  listed    sha256 {}
The lock was made from another archive. Renew it: ./tools/bazel run //:update",
        pinned.sha256(),
        listed.sha256(),
    ));
    case.pin(&[&listed]);
    recovers(&case, &listed, "listed there");
}

#[test]
fn a_package_that_bazel_cannot_unpack() {
    let case = Case::new("new_compression");
    let strange = Package::new("libdemo", "1.0-1", deb_with_data("data.tar.new", b"?"));
    case.publish(&[&strange]);
    case.pin(&[&strange]);
    case.refused(
        "\
libdemo 1.0-1 for amd64: the .deb holds control.tar.gz, data.tar.new, debian-binary, but none of data.tar.xz, data.tar.zst, data.tar.gz, data.tar.bz2.
If it is compressed in a new way, pin another version of the package or leave it out of its set.",
    );
    let plain = package("plain");
    case.pin(&[&plain]);
    recovers(&case, &plain, "plain");
}
