//! Pinned packages from end to end: the real `build/debian` in a Bazel of its own,
//! against a small Debian archive on the loopback that the test signs itself.
//!
//! Nothing stands in for anything: the repository rule, Bazel's downloader and
//! decompressors, apt and its check of signatures are the real ones, and so are
//! the archive's `.deb` files, index and signature.

mod bazel;
mod case;

mod broken;
mod forged;
mod good;
mod healing;
mod own;
mod unknown;
