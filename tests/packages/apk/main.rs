//! Packages for Wolfi of what ships, and a signed repository of them, read back.
//!
//! `APK` names the package, unsigned; the other variables are those of `apk_reader`.

mod content;
mod repository;
