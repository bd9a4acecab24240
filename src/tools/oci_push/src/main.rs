//! `oci_push`: an OCI layout -> a registry.
//!
//! Prints `<repository>@<digest>` on stdout and all else on stderr. The exit
//! status is 0, or 1 with the reason, and then no tag has changed.

use clap::Parser;
use oci::layout::Layout;
use oci_push::plan::plan;
use oci_push::progress::megabytes;
use oci_push::push::{push, Options, Report};
use oci_push::registry::{plain_http, Registry, Settings};
use oci_push::repository::{check_tag, Repository};
use oci_push::signer::{Signer, Wish};
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
    /// Sign with this key of cosign, a file or a reference such as env://NAME, before a tag is
    /// written. Its password is COSIGN_PASSWORD, or asked for.
    #[arg(long)]
    sign_key: Option<String>,
    /// cosign, a path or a name; else what COSIGN in the environment says, else that of PATH.
    #[arg(long)]
    cosign: Option<PathBuf>,
    /// A flag of `cosign sign`, such as --sign-flag=--tlog-upload=false; can be given several times.
    #[arg(long = "sign-flag", allow_hyphen_values = true, requires = "sign_key")]
    sign_flags: Vec<String>,
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
    let signer = signer(arguments)?;
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
        signer: signer.as_ref(),
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

fn signer(arguments: &Arguments) -> Result<Option<Signer>> {
    let Some(key) = arguments.sign_key.clone() else {
        return Ok(None);
    };
    let environment = std::env::var_os("COSIGN").filter(|text| !text.is_empty());
    let wish = Wish {
        key,
        program: arguments.cosign.clone().or(environment.map(PathBuf::from)),
        flags: arguments.sign_flags.clone(),
        plain_http: plain_http(&arguments.repository, arguments.tls),
    };
    Signer::find(&wish).map(Some)
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
        "uploaded {} bytes ({}): {} blobs, {} manifests and tags; {} blobs mounted, {} were there; {} signed; {time:.1?}",
        report.bytes_uploaded,
        megabytes(report.bytes_uploaded),
        report.blobs_uploaded,
        report.manifests_uploaded,
        report.blobs_mounted,
        report.blobs_present,
        report.signed,
    )
}
