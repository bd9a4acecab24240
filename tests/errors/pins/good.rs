//! Pins that arrive.

use crate::case::Case;
use archive::{deb, in_archive, Entry, Package};

#[test]
fn packages_are_merged_into_one_tree_and_nobody_else_is_asked() {
    let case = Case::new("good");
    let library = deb(&[
        ("lib/libdemo.so.1", Entry::File("good library")),
        ("usr/lib/libdemo.so", Entry::Link("/lib/libdemo.so.1")),
        ("usr/lib/dangling.so", Entry::Link("nothing.so")),
    ]);
    let library = Package::new("libdemo", "1:1.0~rc1-2+b1", library);
    let program = Package::new(
        "demo",
        "2.0",
        deb(&[("usr/bin/demo", Entry::File("good program"))]),
    );
    case.publish(&[&library, &program]);
    case.pin(&[&library, &program]);
    let said = case.fetched();
    assert!(!said.contains("WARNING"), "{said}");
    assert_eq!(
        case.tree(),
        [
            "bin -> usr/bin",
            "lib -> usr/lib",
            "usr/bin/demo: good program",
            "usr/lib/libdemo.so -> libdemo.so.1",
            "usr/lib/libdemo.so.1: good library",
        ]
    );
    // No index: apt is for pins that are gone.
    assert_eq!(
        case.mirror.take_asked(),
        [in_archive(&program.path()), in_archive(&library.path())]
    );
}
