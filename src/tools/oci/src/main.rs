//! `oci`: makes layers, images, indexes and archives, as build actions.
//!
//! The exit status is 0, or 1 with the reason on stderr. What each subcommand
//! does is said in the library part of this crate.

use clap::{Parser, Subcommand};
use glob::Pattern;
use oci::archive::write_archive;
use oci::compare::{compare, update};
use oci::image::{make_image, ImageSpec};
use oci::index::{make_index, IndexSpec};
use oci::layer::{write_layer, LayerSpec};
use oci::layout::{Image, Layout};
use oci::listing::{list, Any};
use oci::platform::Platform;
use oci::tags::expand;
use oci::{json, write_error, Result};
use std::path::PathBuf;
use std::process::ExitCode;

/// Make OCI layers, images, indexes and archives.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Files and trees -> a layer.
    Layer {
        /// What is in it: JSON, see oci::layer::LayerSpec.
        #[arg(long)]
        spec: PathBuf,
        /// Where to write the layer.
        #[arg(long)]
        output: PathBuf,
        /// Where to write what images need to know of it.
        #[arg(long)]
        metadata: PathBuf,
    },
    /// Base, layers and configuration -> an OCI layout.
    Image(Make),
    /// Images -> an OCI layout with an index.
    Index(Make),
    /// An image of a layout -> a tar file for `docker load` and `podman load`.
    Archive {
        /// The image.
        #[command(flatten)]
        image: Choice,
        /// A name that the image gets, such as `example/sketches:latest`.
        #[arg(long, required = true)]
        tag: Vec<String>,
        /// Where to write the archive.
        #[arg(long)]
        output: PathBuf,
    },
    /// An image of a layout -> a text that says what it holds.
    Listing {
        /// The image.
        #[command(flatten)]
        image: Choice,
        /// Files whose size is not listed.
        #[arg(long)]
        any_size: Vec<Pattern>,
        /// Labels, annotations or `platform`, whose value is not listed.
        #[arg(long)]
        any_value: Vec<String>,
        /// Folders whose content is counted instead of listed.
        #[arg(long)]
        fold: Vec<Pattern>,
        /// Where to write the text.
        #[arg(long)]
        output: PathBuf,
    },
    /// Templates and status files -> tags.
    Tags(TagArguments),
    /// A text against the expected one.
    Compare(CompareArguments),
}

/// Arguments of `tags`.
#[derive(clap::Args)]
struct TagArguments {
    /// A tag, with placeholders in braces.
    #[arg(long)]
    tag: Vec<String>,
    /// A value for them.
    #[arg(long, value_name = "NAME=VALUE")]
    variable: Vec<String>,
    /// Status files of a stamped build; without, tags that need them are left out.
    #[arg(long)]
    status: Vec<PathBuf>,
    /// Where to write the tags, one a line.
    #[arg(long)]
    output: PathBuf,
}

/// Arguments of `compare`.
#[derive(clap::Args)]
struct CompareArguments {
    /// The expected text.
    #[arg(long)]
    expected: PathBuf,
    /// The text that was found.
    #[arg(long)]
    found: PathBuf,
    /// The command that renews the expected text.
    #[arg(long)]
    renew_command: String,
    /// Write the expected text, to this path of the workspace, instead.
    #[arg(long)]
    update: Option<PathBuf>,
}

/// Something to be made from a spec.
#[derive(clap::Args)]
struct Make {
    /// What it is made of: JSON, see oci::image::ImageSpec and oci::index::IndexSpec.
    #[arg(long)]
    spec: PathBuf,
    /// The folder to write the layout to.
    #[arg(long)]
    output: PathBuf,
    /// Where to write the digest.
    #[arg(long)]
    digest: PathBuf,
}

/// An image of a layout.
#[derive(clap::Args)]
struct Choice {
    /// The layout.
    #[arg(long)]
    layout: PathBuf,
    /// The image's platform; can be left out where the layout has one image.
    #[arg(long)]
    platform: Option<Platform>,
}

impl Choice {
    fn open(&self) -> Result<(Layout, Image)> {
        let layout = Layout::open(&self.layout)?;
        let image = match &self.platform {
            Some(platform) => layout.image(platform)?,
            None => layout.only_image()?,
        };
        Ok((layout, image))
    }
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("oci: {error}");
            ExitCode::FAILURE
        }
    }
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
