//! Plan -> registry: blobs in parallel, then manifests, then signatures, then tags.

use crate::blobs::send_blobs;
use crate::error::Result;
use crate::plan::{Document, Plan};
use crate::registry::Registry;
use crate::signer::Signer;
use serde::Serialize;
use std::sync::Mutex;

/// What a push did.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Digest of what was pushed.
    pub digest: String,
    /// Bytes of all blobs and manifests sent.
    pub bytes_uploaded: u64,
    /// Blobs sent.
    pub blobs_uploaded: u64,
    /// Blobs taken over from other repositories of the registry.
    pub blobs_mounted: u64,
    /// Blobs that were there.
    pub blobs_present: u64,
    /// Manifests and indexes sent, tags included.
    pub manifests_uploaded: u64,
    /// Documents that were signed, of those sent and of those that were there.
    pub signed: u64,
    /// Tags that now name it.
    pub tags: Vec<String>,
}

/// Where and how to push.
pub struct Options<'a> {
    /// Tags to write.
    pub tags: &'a [String],
    /// Repositories of the registry that may have the blobs already.
    pub mount_from: &'a [String],
    /// Uploads at a time.
    pub jobs: usize,
    /// What signs it, if anything does.
    pub signer: Option<&'a Signer>,
}

/// Pushes. Tags move only after everything that they lead to is there.
///
/// # Errors
/// The first that any worker met.
pub fn push(plan: &Plan, registry: &Registry, options: &Options) -> Result<Report> {
    let report = Mutex::new(Report {
        digest: plan.main.digest().to_string(),
        ..Report::default()
    });
    let mut absent = Vec::new();
    for document in &plan.documents {
        let name = document.descriptor.digest().to_string();
        let kind = document.descriptor.media_type().as_ref();
        // A registry takes a manifest only after all that it names.
        if registry.manifest_digest(&name, kind)?.is_none() {
            absent.push(document);
        } else {
            locked(&report).blobs_present += document.blobs.len() as u64;
        }
    }
    send_blobs(&absent, registry, options, &report)?;
    let mut report = report.into_inner().expect("no worker panicked");
    for document in &absent {
        let name = document.descriptor.digest().to_string();
        put(registry, document, &name, &mut report)?;
    }
    list_referrers(plan, registry, &mut report)?;
    if let Some(signer) = options.signer {
        report.signed = signer.sign(registry.repository(), plan)?;
    }
    put_tags(plan, registry, options.tags, &mut report)?;
    Ok(report)
}

fn put_tags(plan: &Plan, registry: &Registry, tags: &[String], report: &mut Report) -> Result<()> {
    let main = plan
        .documents
        .iter()
        .find(|d| d.descriptor.digest() == plan.main.digest());
    let main = main.expect("the main document is one of them");
    for tag in tags {
        let kind = main.descriptor.media_type().as_ref();
        if registry.manifest_digest(tag, kind)?.as_deref() != Some(&report.digest) {
            put(registry, main, tag, report)?;
        }
        report.tags.push(tag.clone());
    }
    Ok(())
}

fn put(registry: &Registry, document: &Document, name: &str, report: &mut Report) -> Result<()> {
    let kind = document.descriptor.media_type().as_ref();
    registry.put_manifest(name, kind, &document.bytes)?;
    report.manifests_uploaded += 1;
    report.bytes_uploaded += document.bytes.len() as u64;
    Ok(())
}

/// Keeps the list of attachments where the registry does not do it itself.
fn list_referrers(plan: &Plan, registry: &Registry, report: &mut Report) -> Result<()> {
    let attached = |d: &&Document| d.subject.is_some();
    let Some(first) = plan.documents.iter().find(attached) else {
        return Ok(());
    };
    let subject = first.subject.as_ref().expect("filtered");
    if registry.lists_referrers(subject)? {
        return Ok(());
    }
    for document in plan.documents.iter().filter(attached) {
        let subject = document.subject.as_ref().expect("filtered");
        let sent = registry.add_to_fallback(subject, &document.descriptor)?;
        report.bytes_uploaded += sent;
        report.manifests_uploaded += u64::from(sent > 0);
    }
    Ok(())
}

/// The report, for a moment.
pub(crate) fn locked(report: &Mutex<Report>) -> std::sync::MutexGuard<'_, Report> {
    report.lock().expect("no worker panics")
}
