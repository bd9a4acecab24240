//! What `oci` is asked to do.

use clap::{Parser, Subcommand};
use glob::Pattern;
use oci::layout::{Image, Layout};
use oci::platform::Platform;
use std::path::PathBuf;

/// Make OCI layers, images, indexes and archives.
#[derive(Parser)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
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
    /// Layouts of extension images -> what CloudNativePG is told of them.
    Catalog {
        /// What is in it: JSON, see oci::catalog::CatalogSpec.
        #[arg(long)]
        spec: PathBuf,
        /// Where to write the catalog.
        #[arg(long)]
        output: PathBuf,
        /// Where to write the `extensions` of clusters of one PostgreSQL.
        #[arg(long, value_name = "MAJOR=FILE", value_parser = by_major)]
        stanza: Vec<(u32, PathBuf)>,
    },
    /// Templates and status files -> tags.
    Tags(TagArguments),
    /// A text against the expected one.
    Compare(CompareArguments),
}

/// `<major>=<file>`.
fn by_major(argument: &str) -> Result<(u32, PathBuf), String> {
    let (major, file) = argument.split_once('=').ok_or("there is no `=`")?;
    let major = major
        .parse()
        .map_err(|_| format!("`{major}` is no number"))?;
    Ok((major, file.into()))
}

/// Arguments of `tags`.
#[derive(clap::Args)]
pub struct TagArguments {
    /// A tag, with placeholders in braces.
    #[arg(long)]
    pub tag: Vec<String>,
    /// A value for them.
    #[arg(long, value_name = "NAME=VALUE")]
    pub variable: Vec<String>,
    /// Status files of a stamped build; without, tags that need them are left out.
    #[arg(long)]
    pub status: Vec<PathBuf>,
    /// Where to write the tags, one a line.
    #[arg(long)]
    pub output: PathBuf,
}

/// Arguments of `compare`.
#[derive(clap::Args)]
pub struct CompareArguments {
    /// The expected text.
    #[arg(long)]
    pub expected: PathBuf,
    /// The text that was found.
    #[arg(long)]
    pub found: PathBuf,
    /// The command that renews the expected text.
    #[arg(long)]
    pub renew_command: String,
    /// Write the expected text, to this path of the workspace, instead.
    #[arg(long)]
    pub update: Option<PathBuf>,
}

/// Something to be made from a spec.
#[derive(clap::Args)]
pub struct Make {
    /// What it is made of: JSON, see oci::image::ImageSpec and oci::index::IndexSpec.
    #[arg(long)]
    pub spec: PathBuf,
    /// The folder to write the layout to.
    #[arg(long)]
    pub output: PathBuf,
    /// Where to write the digest.
    #[arg(long)]
    pub digest: PathBuf,
}

/// An image of a layout.
#[derive(clap::Args)]
pub struct Choice {
    /// The layout.
    #[arg(long)]
    pub layout: PathBuf,
    /// The image's platform; can be left out where the layout has one image.
    #[arg(long)]
    pub platform: Option<Platform>,
}

impl Choice {
    /// Opens the layout and finds the image.
    pub fn open(&self) -> oci::Result<(Layout, Image)> {
        let layout = Layout::open(&self.layout)?;
        let image = match &self.platform {
            Some(platform) => layout.image(platform)?,
            None => layout.only_image()?,
        };
        Ok((layout, image))
    }
}
