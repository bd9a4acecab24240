//! `oci`: makes layers, images, indexes and archives, as build actions.
//!
//! The exit status is 0, or 1 with the reason on stderr. What each subcommand
//! does is said in the library part of this crate.

mod arguments;

use arguments::{Arguments, Command};
use clap::Parser;
use oci::archive::write_archive;
use oci::catalog::{make_catalog, CatalogSpec};
use oci::compare::{compare, update};
use oci::image::{make_image, ImageSpec};
use oci::index::{make_index, IndexSpec};
use oci::layer::{write_layer, LayerSpec};
use oci::listing::{list, Any};
use oci::tags::expand;
use oci::{json, write_error, Result};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    command_line::exit_code("oci", run(Arguments::parse().command))
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Layer {
            spec,
            output,
            metadata,
        } => {
            let spec: LayerSpec = json::read(&spec)?;
            json::write(&metadata, &write_layer(&spec, &output)?)
        }
        Command::Image(make) => {
            let spec: ImageSpec = json::read(&make.spec)?;
            let digest = make_image(&spec, &make.output)?;
            write(make.digest, format!("{digest}\n"))
        }
        Command::Index(make) => {
            let spec: IndexSpec = json::read(&make.spec)?;
            let digest = make_index(&spec, &make.output)?;
            write(make.digest, format!("{digest}\n"))
        }
        Command::Archive { image, tag, output } => {
            let (layout, image) = image.open()?;
            write_archive(&layout, &image, &tag, &output)
        }
        Command::Listing {
            image,
            any_size,
            any_value,
            fold,
            output,
        } => {
            let (layout, image) = image.open()?;
            let any = Any {
                size: any_size,
                value: any_value,
                below: fold,
            };
            write(output, list(&layout, &image, &any)?)
        }
        Command::Catalog {
            spec,
            output,
            stanza,
        } => {
            let spec: CatalogSpec = json::read(&spec)?;
            let mut catalog = make_catalog(&spec)?;
            write(output, catalog.resource)?;
            for (major, file) in stanza {
                write(file, catalog.stanzas.remove(&major).unwrap_or_default())?;
            }
            Ok(())
        }
        Command::Tags(arguments) => {
            let tags = expand(&arguments.tag, &arguments.variable, &arguments.status)?;
            write(arguments.output, tags.join("\n") + "\n")
        }
        Command::Compare(arguments) => match arguments.update {
            Some(path) => update(&arguments.found, &path),
            None => compare(
                &arguments.expected,
                &arguments.found,
                &arguments.renew_command,
            ),
        },
    }
}

fn write(file: PathBuf, text: String) -> Result<()> {
    std::fs::write(&file, text).map_err(write_error(file))
}
