//! Entries -> tar archive -> compressed layer, hashed on the way.

use super::compress::Compressor;
use super::describe::{media_type, LayerMetadata};
use super::entries::{Content, Entry};
use super::rules::{exclusions, matches, parse_mode, parse_owner, Rules};
use super::source::collect;
use super::spec::LayerSpec;
use crate::digest::Hashing;
use crate::error::{read_error, write_error, Error, Result};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use tar::{Builder, EntryType, Header};

/// Writes a layer and says what an image needs to know of it.
///
/// # Errors
/// Collisions, unusable paths and patterns, and what cannot be read or written.
pub fn write_layer(spec: &LayerSpec, output: &Path) -> Result<LayerMetadata> {
    let modes = Rules::new("modes", &spec.modes, parse_mode)?;
    let owners = Rules::new("owners", &spec.owners, parse_owner)?;
    let exclude = exclusions(&spec.exclude)?;
    let entries = collect(spec, &exclude)?.complete()?;

    let file = File::create(output).map_err(write_error(output))?;
    let stored = Hashing::new(BufWriter::with_capacity(1 << 20, file));
    let mut archive = Builder::new(Hashing::new(Compressor::new(stored, spec.compression)));
    for (path, entry) in &entries {
        check_text(path, entry, &spec.forbidden_text)?;
        let mode = modes.get(path).unwrap_or(default_mode(entry));
        let owner = owners.get(path).unwrap_or((0, 0));
        let header = header(entry, mode, owner, spec.mtime);
        append(&mut archive, path, entry, header, output)?;
    }
    modes.all_used()?;
    owners.all_used()?;
    exclude.all_used()?;

    let finish = || -> io::Result<_> {
        let (compressor, diff_id, _) = archive.into_inner()?.finish();
        let (mut file, digest, size) = compressor.finish()?.finish();
        file.flush()?;
        Ok((diff_id, digest, size))
    };
    let (diff_id, digest, size) = finish().map_err(write_error(output))?;
    Ok(LayerMetadata {
        media_type: media_type(spec.compression),
        digest,
        size,
        diff_id,
    })
}

/// Refuses text that an image must not ship, such as `$libdir/` in an image volume's SQL.
fn check_text(path: &str, entry: &Entry, forbidden: &BTreeMap<String, String>) -> Result<()> {
    let Content::File(file) = &entry.content else {
        return Ok(());
    };
    for (pattern, text) in forbidden {
        if !matches(pattern, path)? {
            continue;
        }
        let bytes = std::fs::read(file).map_err(read_error(file))?;
        if bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
        {
            return Err(Error::Forbidden {
                file: file.clone(),
                path: path.into(),
                text: text.clone(),
            });
        }
    }
    Ok(())
}

/// Only the owner's right to execute counts: Bazel keeps no other.
fn default_mode(entry: &Entry) -> u32 {
    match (&entry.content, entry.executable) {
        (Content::Symlink(_), _) => 0o777,
        (Content::Directory, _) | (Content::File(_), true) => 0o755,
        (Content::File(_), false) => 0o644,
    }
}

fn header(entry: &Entry, mode: u32, (uid, gid): (u64, u64), mtime: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_entry_type(match entry.content {
        Content::Directory => EntryType::Directory,
        Content::File(_) => EntryType::Regular,
        Content::Symlink(_) => EntryType::Symlink,
    });
    header.set_mode(mode);
    header.set_uid(uid);
    header.set_gid(gid);
    header.set_mtime(mtime);
    header.set_size(0);
    header
}

fn append<W: Write>(
    archive: &mut Builder<W>,
    path: &str,
    entry: &Entry,
    mut header: Header,
    output: &Path,
) -> Result<()> {
    match &entry.content {
        Content::Directory => {
            let path = format!("{path}/");
            archive.append_data(&mut header, path, io::empty())
        }
        Content::Symlink(target) => archive.append_link(&mut header, path, target),
        Content::File(source) => {
            let file = File::open(source).map_err(read_error(source))?;
            let size = file.metadata().map_err(read_error(source))?.len();
            header.set_size(size);
            // Exactly `size` bytes, whatever happens to the file meanwhile.
            archive.append_data(&mut header, path, BufReader::new(file.take(size)))
        }
    }
    .map_err(write_error(output))
}
