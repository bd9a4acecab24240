//! The library and all it meets at run time have one processor and one ABI.
//!
//! This guards the gate itself too: providers of another architecture would
//! make every other rule's answer worthless.

use crate::case::{Case, File};
use crate::machine::describe;

/// Compares every provider and bundled library with the library.
pub fn check(case: &Case) -> Vec<String> {
    case.available()
        .filter_map(|file| mismatch(case, file))
        .collect()
}

fn mismatch(case: &Case, file: &File) -> Option<String> {
    let (library, other) = (&case.library.image, &file.image);
    let name = &file.name;
    let (ours, theirs) = (describe(library), describe(other));
    if ours != theirs {
        return Some(format!("{name} is for {theirs}, the library for {ours}"));
    }
    let mask = case.target.machine.abi_mask;
    let (ours, theirs) = (library.flags & mask, other.flags & mask);
    (ours != theirs).then(|| {
        format!("{name} has ABI flags {theirs:#x}, the library {ours:#x}: their calls disagree")
    })
}
