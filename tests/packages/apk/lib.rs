//! What the tests of packages for Wolfi share: what should be there, and reading what is.
//!
//! | variable | what it names |
//! |---|---|
//! | `APK_ARCH` `APK_MAJOR` | what the packages are for |
//! | `APK_EXTENSION_FILES` | the files that they pack, space-separated |
//! | `APK_KEY` `APK_REPOSITORY` | a key, and all files of a repository that it signed |

pub mod shipped;
pub mod streams;

/// An environment variable of the test.
///
/// # Panics
/// It is not set.
#[must_use]
pub fn variable(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} must be set, see tests/packages/apk_test.bzl"))
}
