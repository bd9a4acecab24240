//! `sbom`: what something is made of, as SPDX 2.3.

use clap::Parser;
use package_tree::{Mapping, Tree};
use sbom::debian::Selection;
use sbom::document::Parts;
use sbom::{crates, debian, document, time, Error, Subject};
use std::path::PathBuf;
use std::process::ExitCode;

/// Write what something is made of, as an SPDX 2.3 document in JSON.
#[derive(Parser)]
struct Arguments {
    /// Name of the document, one per platform.
    #[arg(long)]
    document: String,
    /// Name of the product.
    #[arg(long)]
    name: String,
    /// Version of the product.
    #[arg(long)]
    version: String,
    /// SPDX expression of its licence.
    #[arg(long)]
    license: String,
    /// Who holds its copyright.
    #[arg(long, default_value = "NOASSERTION")]
    copyright: String,
    /// SPDX's `Organization: <name>` or `Person: <name>`, who makes the product.
    #[arg(long, default_value = "")]
    supplier: String,
    /// SPDX's primary package purpose.
    #[arg(long, default_value = "LIBRARY")]
    purpose: String,
    /// What else there is to say of the product.
    #[arg(long, default_value = "")]
    comment: String,
    /// Bazel's status file, which has the time; without, it is the beginning of 1970.
    #[arg(long)]
    status: Option<PathBuf>,
    /// `<install path>=<file>`: a file of the product.
    #[arg(long)]
    file: Vec<Mapping>,
    /// The crates that it links, as build/package/crates.bzl lists them.
    #[arg(long)]
    crates: Option<PathBuf>,
    /// Debian's name of the architecture.
    #[arg(long)]
    architecture: String,
    /// `<lock>=<package>,...` or `<lock>=*`: Debian packages that its files were linked from.
    #[arg(long)]
    links: Vec<Selection>,
    /// The same, of Debian packages that lie beside its files.
    #[arg(long)]
    contains: Vec<Selection>,
    /// The same, of Debian packages whose libraries it needs where it runs.
    #[arg(long)]
    loads: Vec<Selection>,
    /// Where to write the document.
    #[arg(long)]
    out: PathBuf,
}

fn main() -> ExitCode {
    command_line::exit_code("sbom", run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Error> {
    let tree = Tree::read(&arguments.file)?;
    let mut parts = Parts::default();
    if let Some(list) = &arguments.crates {
        let list = crate_notices::crates::read(list)?;
        (parts.linked, parts.relationships) = crates::packages(&list, &arguments.supplier);
    }
    for (selections, packages) in [
        (&arguments.links, &mut parts.linked),
        (&arguments.contains, &mut parts.contained),
        (&arguments.loads, &mut parts.loaded),
    ] {
        for selection in selections {
            packages.extend(debian::packages(selection, &arguments.architecture)?);
        }
    }
    let created = match &arguments.status {
        Some(status) => time::of_build(status)?,
        None => 0,
    };
    let subject = Subject {
        document: arguments.document.clone(),
        name: arguments.name.clone(),
        version: arguments.version.clone(),
        licence: arguments.license.clone(),
        copyright: arguments.copyright.clone(),
        supplier: arguments.supplier.clone(),
        purpose: arguments.purpose.clone(),
        comment: arguments.comment.clone(),
        created,
    };
    let json = document(&subject, &tree, parts)?;
    Ok(files::write(&arguments.out, json)?)
}
