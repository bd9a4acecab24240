//! `oci_push`: an OCI layout -> a registry.
//!
//! Prints `<repository>@<digest>` on stdout and all else on stderr. The exit
//! status is 0, or 1 with the reason, and then no tag has changed.

use clap::Parser;
use oci::layout::Layout;
use oci_push::plan::plan;
use oci_push::progress::megabytes;
use oci_push::push::{push, Options, Report};
use oci_push::registry::{Registry, Settings};
use oci_push::repository::{check_tag, Repository};
use oci_push::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Push an OCI layout to a registry.
#[derive(Parser)]
#[command(args_override_self = true)]
struct Arguments {
    /// The layout.
    #[arg(long)]
    layout: PathBuf,
    /// Where to, as host[:port]/name.
    #[arg(long)]
    repository: Repository,
    /// A tag; can be given several times.
    #[arg(long = "tag")]
    tags: Vec<String>,
    /// A file with tags, one a line; `--tag` replaces them.
    #[arg(long)]
    tags_file: Option<PathBuf>,
    /// A repository of the same registry that may have the blobs; can be given several times.
    #[arg(long)]
    mount_from: Vec<String>,
    /// Uploads at a time.
    #[arg(long, default_value_t = 4)]
    jobs: usize,
    /// Attempts per request.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    attempts: u32,
    /// Milliseconds to wait before the second attempt; doubles with each.
    #[arg(long, default_value_t = 500)]
    backoff: u64,
    /// TLS also to this machine; others are spoken to by nothing else.
    #[arg(long)]
    tls: bool,
    /// Where to write what was done, as JSON.
    #[arg(long)]
    report: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("oci_push: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let begun = Instant::now();
    let tags = tags(arguments)?;
    let plan = plan(&Layout::open(&arguments.layout)?)?;
    let settings = Settings {
        attempts: arguments.attempts,
        backoff: Duration::from_millis(arguments.backoff),
    };
    let repository = &arguments.repository;
    let registry = Registry::new(repository, &arguments.mount_from, arguments.tls, settings)?;
    let options = Options {
        tags: &tags,
        mount_from: &arguments.mount_from,
        jobs: arguments.jobs,
    };
    let report = push(&plan, &registry, &options)?;
    eprintln!("{}", summary(&report, begun.elapsed()));
    if let Some(file) = &arguments.report {
        let bytes = oci::json::canonical(&report);
        std::fs::write(file, bytes).map_err(file_error(file))?;
    }
    println!("{repository}@{}", report.digest);
    Ok(())
}

fn tags(arguments: &Arguments) -> Result<Vec<String>> {
    let mut tags = arguments.tags.clone();
    if let (true, Some(file)) = (tags.is_empty(), &arguments.tags_file) {
        let text = std::fs::read_to_string(file).map_err(file_error(file))?;
        tags = text.split_whitespace().map(str::to_owned).collect();
    }
    tags.iter().try_for_each(|tag| check_tag(tag))?;
    Ok(tags)
}

fn file_error(file: &Path) -> impl FnOnce(std::io::Error) -> Error + '_ {
    move |source| Error::File {
        file: file.into(),
        source,
    }
}

fn summary(report: &Report, time: Duration) -> String {
    format!(
        "uploaded {} bytes ({}): {} blobs, {} manifests and tags; {} blobs mounted, {} were there; {time:.1?}",
        report.bytes_uploaded,
        megabytes(report.bytes_uploaded),
        report.blobs_uploaded,
        report.manifests_uploaded,
        report.blobs_mounted,
        report.blobs_present,
    )
}
