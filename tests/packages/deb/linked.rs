//! What the copyright file says of the crates that the shipped extension links.

use crate::dpkg::Root;
use crate::install::pinned;
use crate::shipped::copyright;
use crate::variable;

#[test]
fn its_copyright_names_the_crates_that_are_linked_and_no_others() {
    let root = Root::new(&pinned());
    let (good, said) = root.dpkg(&["--install", &variable("DEB")]);
    assert!(good, "{said}");
    let text = std::fs::read_to_string(root.path(&copyright())).unwrap();
    let names = |name: &str| text.contains(&format!("\n- {name} "));
    // Direct, indirect, and the C library's own crate.
    for linked in ["pgrx", "datasketches", "pgrx-pg-sys", "zstd-sys"] {
        assert!(names(linked), "{linked} is missing:\n{text}");
    }
    // A procedural macro, what build scripts use, and a dependency of our tools.
    for other in ["pgrx-macros", "cc", "bindgen", "clap"] {
        assert!(!names(other), "{other} is not linked:\n{text}");
    }
    // The licence of the C library that zstd-sys compiles.
    assert!(text.contains("For Zstandard software"), "{text}");
    assert!(text.contains("Apache License\n"), "{text}");
}
