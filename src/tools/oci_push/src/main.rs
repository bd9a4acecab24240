//! `oci_push`: an OCI layout -> a registry, by oras.
//!
//! ```text
//! layout --content--> image, attachments
//! client: image by digest -> attachments by digest -> signer (cosign) -> tags
//! ```
//!
//! Prints `<repository>@<digest>` on stdout and all else on stderr. The exit
//! status is 0, or 1 with the reason.

mod client;
mod content;
mod credentials;
mod error;
mod program;
mod repository;
mod signer;

use clap::Parser;
use client::Client;
use content::Content;
use error::{Error, Result};
use repository::{check_tag, Repository};
use signer::{Signer, Wish};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Push an OCI layout to a registry.
#[derive(Parser)]
#[command(args_override_self = true)]
struct Arguments {
    /// The layout.
    #[arg(long)]
    layout: PathBuf,
    /// oras.
    #[arg(long)]
    client: PathBuf,
    /// Where to, as host[:port]/name.
    #[arg(long)]
    repository: Repository,
    /// A tag; can be given several times.
    #[arg(long = "tag")]
    tags: Vec<String>,
    /// A file with tags, one a line; `--tag` replaces them.
    #[arg(long)]
    tags_file: Option<PathBuf>,
    /// Push the image without what is attached to it, such as its SPDX documents.
    #[arg(long)]
    no_attachments: bool,
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
}

fn main() -> ExitCode {
    command_line::exit_code("oci_push", run(&Arguments::parse()))
}

/// What can fail without the registry comes first; tags come last.
fn run(arguments: &Arguments) -> Result<()> {
    let tags = tags(arguments)?;
    let plain_http = arguments.repository.is_loopback() && !arguments.tls;
    let signer = signer(arguments, plain_http)?;
    let mut content = Content::read(&arguments.layout)?;
    if arguments.no_attachments {
        for attachment in content.attachments.drain(..) {
            eprintln!("not pushed: {attachment}");
        }
    }
    let repository = &arguments.repository;
    let config = credentials::usable(&repository.registry)?;
    let client = Client {
        program: &arguments.client,
        layout: content.folder.path(),
        repository,
        plain_http,
        config: config.as_ref().map(tempfile::TempDir::path),
    };
    client.push(&content.main)?;
    for attachment in &content.attachments {
        client.attach(attachment)?;
    }
    if let Some(signer) = signer {
        signer.sign(repository, &content.digests(), client.config)?;
    }
    client.tag(&content.main, &tags)?;
    println!("{repository}@{}", content.main);
    Ok(())
}

fn signer(arguments: &Arguments, plain_http: bool) -> Result<Option<Signer>> {
    let Some(key) = arguments.sign_key.clone() else {
        return Ok(None);
    };
    let environment = std::env::var_os("COSIGN").filter(|text| !text.is_empty());
    let wish = Wish {
        key,
        program: arguments.cosign.clone().or(environment.map(PathBuf::from)),
        flags: arguments.sign_flags.clone(),
        plain_http,
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
