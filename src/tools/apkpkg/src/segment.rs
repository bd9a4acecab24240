//! Segments: a gzip stream that holds a part of a tar archive.

use data_encoding::HEXLOWER;
use package_tree::{gzip, tar, Entry, Records, Tree};
use sha1::{Digest, Sha1};
use std::io::Read;

use crate::Error;

/// What ends a tar archive (POSIX ustar): two empty blocks.
const END: usize = 1024;

/// A segment that others follow: an archive without its end.
///
/// # Errors
/// A name is too long.
pub fn segment(tree: &Tree) -> Result<Vec<u8>, Error> {
    let bytes = tar(tree, "", None)?;
    Ok(gzip(&bytes[..bytes.len() - END]))
}

/// The last segment: the package's files, each with its SHA-1 in a PAX record, from
/// which apk tells changed files later.
///
/// # Errors
/// A name is too long.
pub fn data_segment(tree: &Tree) -> Result<Vec<u8>, Error> {
    let records: Records = |entry: &Entry| {
        if entry.name.ends_with('/') {
            return Vec::new();
        }
        let digest = HEXLOWER.encode(&Sha1::digest(entry.bytes));
        vec![("APK-TOOLS.checksum.SHA1", digest)]
    };
    Ok(gzip(&tar(tree, "", Some(records))?))
}

/// The gzip streams of `bytes`, one after the other, as they stand in it.
///
/// # Errors
/// What comes next is no gzip stream.
pub fn split(bytes: &[u8]) -> Result<Vec<&[u8]>, std::io::Error> {
    let mut streams = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let mut decoder = flate2::bufread::GzDecoder::new(rest);
        std::io::copy(&mut decoder, &mut std::io::sink())?;
        let after = decoder.into_inner();
        streams.push(&rest[..rest.len() - after.len()]);
        rest = after;
    }
    Ok(streams)
}

/// The files of a segment by name.
///
/// # Errors
/// It is none.
pub fn files(segment: &[u8]) -> Result<Vec<(String, Vec<u8>)>, std::io::Error> {
    let mut archive = ::tar::Archive::new(flate2::bufread::GzDecoder::new(segment));
    let mut files = Vec::new();
    for entry in archive.entries()? {
        let mut entry = entry?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        files.push((name, bytes));
    }
    Ok(files)
}
