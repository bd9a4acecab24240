//! What the build script of the extension measures with.

/// A number of grit, in words.
#[must_use]
pub fn grade(grit: u32) -> &'static str {
    if grit < 60 {
        "coarse"
    } else {
        "fine"
    }
}
