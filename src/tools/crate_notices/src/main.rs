//! `crate_notices`: the licences of something and of the crates that it links, as one text.

use clap::Parser;
use crate_notices::notices::{notices, Package, Product};
use crate_notices::{crates, Error};
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the licences of something that links crates.
#[derive(Parser)]
struct Arguments {
    /// Its name.
    #[arg(long)]
    name: String,
    /// Its version.
    #[arg(long)]
    version: String,
    /// Who holds its copyright.
    #[arg(long)]
    copyright: String,
    /// SPDX expression of its licence.
    #[arg(long)]
    license: String,
    /// A file with a text of its licence.
    #[arg(long)]
    text: Vec<PathBuf>,
    /// The crates, as build/package/crates.bzl lists them.
    #[arg(long)]
    crates: PathBuf,
    /// `<name> <version>=<file>`: a Debian package whose code is linked, and its text, if it has one.
    #[arg(long)]
    package: Vec<Package>,
    /// Where to write the text.
    #[arg(long)]
    out: PathBuf,
}

fn main() -> ExitCode {
    command_line::exit_code("crate_notices", run(Arguments::parse()))
}

fn run(arguments: Arguments) -> Result<(), Error> {
    let product = Product {
        name: arguments.name,
        version: arguments.version,
        copyright: arguments.copyright,
        licence: arguments.license,
        texts: arguments.text,
    };
    let text = notices(
        &product,
        &crates::read(&arguments.crates)?,
        &arguments.package,
    )?;
    Ok(files::write(&arguments.out, text)?)
}
