//! Blobs to a registry, several at a time.

use crate::error::{Error, Result};
use crate::plan::{Blob, Document};
use crate::progress::{megabytes, Progress};
use crate::push::{locked, Options, Report};
use crate::registry::Registry;
use oci::digest::digest_of_file;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};

/// Sends what the registry lacks of the blobs that documents name.
///
/// # Errors
/// The first that any worker met; blobs that were begun are finished.
pub fn send_blobs(
    documents: &[&Document],
    registry: &Registry,
    options: &Options,
    report: &Mutex<Report>,
) -> Result<()> {
    let all = documents.iter().flat_map(|document| &document.blobs);
    let unique: BTreeMap<_, _> = all
        .map(|b| (b.descriptor.digest().to_string(), b))
        .collect();
    let blobs: Vec<&Blob> = unique.into_values().collect();
    let progress = Arc::new(Progress::default());
    let (next, done) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = || -> Result<()> {
        while let Some(blob) = blobs.get(next.fetch_add(1, Relaxed)) {
            if let Err(error) = send(blob, registry, options, &progress, report) {
                // The others finish what they have begun, and begin nothing new.
                next.store(blobs.len(), Relaxed);
                return Err(error);
            }
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        scope.spawn(|| progress.watch(&|| done.load(Relaxed)));
        let workers: Vec<_> = (0..options.jobs.clamp(1, blobs.len().max(1)))
            .map(|_| scope.spawn(work))
            .collect();
        let results: Vec<_> = workers.into_iter().map(|worker| worker.join()).collect();
        done.store(true, Relaxed);
        results
            .into_iter()
            .try_for_each(|result| result.expect("no worker panics"))
    })
}

fn send(
    blob: &Blob,
    registry: &Registry,
    options: &Options,
    progress: &Arc<Progress>,
    report: &Mutex<Report>,
) -> Result<()> {
    let (digest, size) = (blob.descriptor.digest(), blob.descriptor.size());
    if registry.has_blob(digest)? {
        locked(report).blobs_present += 1;
        return Ok(());
    }
    for name in options.mount_from {
        if registry.mount(digest, name)? {
            eprintln!("{digest}: mounted from {name}");
            locked(report).blobs_mounted += 1;
            return Ok(());
        }
    }
    let (found, _) = digest_of_file(&blob.file)?;
    if found != *digest {
        return Err(Error::Layout(oci::Error::CorruptBlob {
            file: blob.file.clone(),
            expected: digest.to_string(),
            found: found.to_string(),
        }));
    }
    progress.expect(size);
    registry.upload(&blob.descriptor, &blob.file, progress)?;
    eprintln!("{digest}: sent, {}", megabytes(size));
    let mut report = locked(report);
    report.blobs_uploaded += 1;
    report.bytes_uploaded += size;
    Ok(())
}
