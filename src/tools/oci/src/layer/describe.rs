//! What an image says of a layer.

use super::spec::Compression;
use crate::digest::{copy, Hashing};
use crate::error::{read_error, Error, Result};
use flate2::read::MultiGzDecoder;
use oci_spec::image::{Digest, MediaType};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

/// What an image says of a layer, so that its bytes need not be read again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerMetadata {
    /// Media type of the layer.
    pub media_type: MediaType,
    /// Digest of the layer as it is stored.
    pub digest: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// Digest of the archive before compression.
    pub diff_id: Digest,
}

/// Reads a layer that another tool made.
///
/// # Errors
/// Where it cannot be read, or is compressed by something else than gzip.
pub fn describe(layer: &Path) -> Result<LayerMetadata> {
    let mut file = BufReader::new(File::open(layer).map_err(read_error(layer))?);
    let mut magic = Vec::new();
    (&mut file)
        .take(4)
        .read_to_end(&mut magic)
        .map_err(read_error(layer))?;
    let compression = match magic.as_slice() {
        [0x1f, 0x8b, ..] => Compression::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd] => return Err(unreadable(layer, "compressed by zstd")),
        [0xfd, b'7', b'z', b'X'] => return Err(unreadable(layer, "compressed by xz")),
        _ => Compression::None,
    };
    let mut stored = Hashing::new(io::Cursor::new(magic).chain(file));
    let mut inner = match compression {
        Compression::Gzip => {
            Hashing::new(Box::new(MultiGzDecoder::new(&mut stored)) as Box<dyn Read>)
        }
        Compression::None => Hashing::new(Box::new(&mut stored) as Box<dyn Read>),
    };
    copy(&mut inner, &mut io::sink()).map_err(read_error(layer))?;
    let (decoder, diff_id, _) = inner.finish();
    drop(decoder);
    copy(&mut stored, &mut io::sink()).map_err(read_error(layer))?;
    let (_, digest, size) = stored.finish();
    Ok(LayerMetadata {
        media_type: media_type(compression),
        digest,
        size,
        diff_id,
    })
}

fn unreadable(layer: &Path, found: &str) -> Error {
    Error::Compression {
        file: layer.into(),
        found: found.into(),
    }
}

/// The media type of a layer.
pub fn media_type(compression: Compression) -> MediaType {
    match compression {
        Compression::Gzip => MediaType::ImageLayerGzip,
        Compression::None => MediaType::ImageLayer,
    }
}
