//! Rule `paths`.

use crate::patch::Patch;
use crate::{said_by, with_library, GOOD};

/// The good library with a text behind its last byte.
fn with_text(text: &str) -> Vec<u8> {
    [&GOOD.bytes, b"\0".as_slice(), text.as_bytes(), b"\0"].concat()
}

#[test]
fn path_of_a_build_machine() {
    let offset = GOOD.bytes.len() + 1;
    for (path, fragment, at) in [
        ("/home/builder/secret.rs", "/home/", 0),
        ("/var/execroot/_main/x.c", "/execroot/", 4),
        ("/x/bazel-out/k8-opt", "/bazel-out/", 2),
        ("/u/.cargo/registry", "/.cargo/", 2),
    ] {
        let at = offset + at;
        assert_eq!(
            said_by("paths", &[], &with_library(with_text(path))),
            [format!(
                "build path `{fragment}` at offset {at:#x}, in `{path}`; map it away with \
                 rustc's --remap-path-prefix or clang's -ffile-prefix-map"
            )]
        );
    }
}

#[test]
fn given_path() {
    let mut case = with_library(with_text("is in /odd/place/x.rs"));
    assert_eq!(said_by("paths", &[], &case), Vec::<String>::new());
    case.forbidden_paths.push("/odd/place".to_owned());
    let at = GOOD.bytes.len() + 1 + "is in ".len();
    assert_eq!(
        said_by("paths", &[], &case),
        [format!(
            "build path `/odd/place` at offset {at:#x}, in `is in /odd/place/x.rs`; map it away \
             with rustc's --remap-path-prefix or clang's -ffile-prefix-map"
        )]
    );
}

#[test]
fn many_paths_are_counted() {
    let said = said_by(
        "paths",
        &[],
        &with_library(with_text(&"/home/x ".repeat(7))),
    );
    assert_eq!(said.len(), 6);
    assert_eq!(said[5], "build path `/home/` at 2 more offsets");
}

#[test]
fn compressed_section_cannot_be_searched() {
    let compressed = object::elf::SHF_COMPRESSED.0;
    let patch = Patch::new(&GOOD.bytes).section_flags(".pgrxsc", compressed);
    assert_eq!(
        said_by("paths", &[], &with_library(patch.finish())),
        [
            "section .pgrxsc is compressed and cannot be searched for build paths; link with \
          `-Wl,--compress-debug-sections=none` or strip the library"
        ]
    );
}
