//! The library tells nothing of the machine it was built on.
//!
//! A build path makes the bytes depend on where the build ran, and gives away
//! user names. All bytes are searched, whatever section they are in.

use crate::case::Case;
use memchr::memmem;

/// Texts that only occur in paths of build machines: Bazel's working folders
/// and package caches under a user's home. `/tmp/` is not among them, since a
/// server may well use it. rustc's own sources are: `/rustc/<hash>/` or the
/// distribution's `/usr/src/`, the same everywhere, and allowed.
const BUILD_PATHS: &[&str] = &[
    "/execroot/",
    "/bazel-out/",
    "/.cache/bazel/",
    "/linux-sandbox/",
    "/processwrapper-sandbox/",
    "/home/",
    "/.cargo/",
    "/.rustup/",
];

/// How many occurrences of one text are shown.
const SHOWN: usize = 5;
/// How many bytes are shown on either side of an occurrence.
const CONTEXT: usize = 60;

/// Searches the whole file for the built-in and the given texts.
pub fn check(case: &Case) -> Vec<String> {
    let given = case.forbidden_paths.iter().map(String::as_str);
    let fragments = BUILD_PATHS.iter().copied().chain(given);
    let mut wrong: Vec<_> = fragments
        .flat_map(|fragment| occurrences(&case.bytes, fragment))
        .collect();
    wrong.extend(unsearchable(case));
    wrong
}

fn occurrences(bytes: &[u8], fragment: &str) -> Vec<String> {
    let offsets: Vec<_> = memmem::find_iter(bytes, fragment).collect();
    let mut texts: Vec<_> = offsets
        .iter()
        .take(SHOWN)
        .map(|&offset| {
            let around = surroundings(bytes, offset, fragment.len());
            format!(
                "build path `{fragment}` at offset {offset:#x}, in `{around}`; map it away with \
                 rustc's --remap-path-prefix or clang's -ffile-prefix-map"
            )
        })
        .collect();
    if let Some(more @ 1..) = offsets.len().checked_sub(SHOWN) {
        texts.push(format!("build path `{fragment}` at {more} more offsets"));
    }
    texts
}

/// The printable ASCII around an occurrence.
fn surroundings(bytes: &[u8], offset: usize, length: usize) -> String {
    let printable = |byte: &&u8| matches!(byte, b' '..=b'~');
    let before = bytes[..offset]
        .iter()
        .rev()
        .take(CONTEXT)
        .take_while(printable)
        .count();
    let end = offset + length;
    let after = bytes[end..]
        .iter()
        .take(CONTEXT)
        .take_while(printable)
        .count();
    String::from_utf8_lossy(&bytes[offset - before..end + after]).into_owned()
}

/// Compressed sections would hide their paths from the search.
fn unsearchable(case: &Case) -> impl Iterator<Item = String> + '_ {
    let sections = case
        .library
        .image
        .sections
        .iter()
        .filter(|section| section.compressed);
    sections.map(|section| {
        let name = &section.name;
        format!(
            "section {name} is compressed and cannot be searched for build paths; link with \
             `-Wl,--compress-debug-sections=none` or strip the library"
        )
    })
}
