//! Questions that a lock cannot answer: refused before anything is downloaded.

use crate::case::Case;
use archive::{deb, Entry, Package};

fn refused_unasked(case: &Case, error: &str) {
    let package = Package::new(
        "libdemo",
        "1.0-1",
        deb(&[("usr/lib/demo", Entry::File("unasked"))]),
    );
    case.publish(&[&package]);
    case.pin(&[&package]);
    case.refused(error);
    let none: [String; 0] = [];
    assert_eq!(case.mirror.take_asked(), none);
}

#[test]
fn a_package_that_is_not_pinned() {
    refused_unasked(
        &Case::asking("unknown_package", r#"names = ["libdemo", "libother"]"#),
        "\
@@//:unknown_package.lock.json: package libother is not pinned for architecture amd64.
Add it to `packages` in thirdparty/debian/unknown_package.yaml, then run: ./tools/bazel run //:update",
    );
}

#[test]
fn an_architecture_that_is_not_pinned() {
    refused_unasked(
        &Case::asking("unknown_architecture", r#"architecture = "vax""#),
        "\
@@//:unknown_architecture.lock.json: nothing is pinned for architecture vax; there is amd64.
If packages exist for it, see that `architectures` in thirdparty/debian/unknown_architecture.yaml means vax, then run: ./tools/bazel run //:update",
    );
}
