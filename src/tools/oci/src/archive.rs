//! A layout -> one tar file that `docker load` and `podman load` take.
//!
//! The archive is an OCI layout and a docker archive at once: `index.json` and
//! `manifest.json` name the same blobs. docker has written this form since 25.0.

use crate::digest::digest_of_file;
use crate::error::{read_error, write_error, Error, Result};
use crate::json::canonical;
use crate::layout::{index_of, Image, Layout, REF_NAME};
use oci_spec::image::Descriptor;
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tar::{Builder, EntryType, Header};

/// Writes one image under the names given, such as `example/sketches:latest`.
///
/// # Errors
/// Missing or corrupt blobs, and what cannot be read or written.
pub fn write_archive(layout: &Layout, image: &Image, tags: &[String], out: &Path) -> Result<()> {
    let file = File::create(out).map_err(write_error(out))?;
    let mut archive = Builder::new(BufWriter::with_capacity(1 << 20, file));
    for folder in ["blobs/", "blobs/sha256/"] {
        append(&mut archive, folder, EntryType::Directory, &[]).map_err(write_error(out))?;
    }
    for (path, source) in blobs(layout, image)? {
        let file = File::open(&source).map_err(read_error(&source))?;
        let size = file.metadata().map_err(read_error(&source))?.len();
        let mut header = header(EntryType::Regular, size);
        archive
            .append_data(&mut header, path, file)
            .map_err(write_error(out))?;
    }
    let documents = [
        ("index.json", canonical(&index(image, tags))),
        ("manifest.json", canonical(&docker_manifest(image, tags))),
        (
            "oci-layout",
            canonical(&json!({"imageLayoutVersion": "1.0.0"})),
        ),
    ];
    for (name, bytes) in documents {
        append(&mut archive, name, EntryType::Regular, &bytes).map_err(write_error(out))?;
    }
    let finish = || archive.into_inner()?.flush();
    finish().map_err(write_error(out))
}

/// Path in the archive -> verified file of each blob.
fn blobs(layout: &Layout, image: &Image) -> Result<BTreeMap<String, PathBuf>> {
    let manifest = &image.manifest;
    let all = [&image.descriptor, manifest.config()];
    let mut blobs = BTreeMap::new();
    for blob in all.into_iter().chain(manifest.layers()) {
        let file = layout.blob(blob.digest());
        let (found, _) = digest_of_file(&file)?;
        if found != *blob.digest() {
            return Err(Error::CorruptBlob {
                file,
                expected: blob.digest().to_string(),
                found: found.to_string(),
            });
        }
        blobs.insert(path(blob), file);
    }
    Ok(blobs)
}

fn path(descriptor: &Descriptor) -> String {
    format!("blobs/sha256/{}", descriptor.digest().digest())
}

fn index(image: &Image, tags: &[String]) -> oci_spec::image::ImageIndex {
    let named = |tag: &String| {
        let mut descriptor = image.descriptor.clone();
        descriptor.set_platform(Some(image.platform.to_oci()));
        let short = tag.rsplit_once(':').map_or("latest", |(_, tag)| tag);
        descriptor.set_annotations(Some(HashMap::from([
            // What containerd and docker name an image by, and what others do.
            ("io.containerd.image.name".to_owned(), tag.clone()),
            (REF_NAME.to_owned(), short.to_owned()),
        ])));
        descriptor
    };
    index_of(tags.iter().map(named).collect())
}

fn docker_manifest(image: &Image, tags: &[String]) -> serde_json::Value {
    json!([{
        "Config": path(image.manifest.config()),
        "RepoTags": tags,
        "Layers": image.manifest.layers().iter().map(path).collect::<Vec<_>>(),
    }])
}

fn header(kind: EntryType, size: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_entry_type(kind);
    header.set_mode(if kind == EntryType::Directory {
        0o755
    } else {
        0o644
    });
    header.set_mtime(0);
    header.set_uid(0);
    header.set_gid(0);
    header.set_size(size);
    header
}

fn append<W: Write>(
    archive: &mut Builder<W>,
    path: &str,
    kind: EntryType,
    bytes: &[u8],
) -> io::Result<()> {
    archive.append_data(&mut header(kind, bytes.len() as u64), path, bytes)
}
