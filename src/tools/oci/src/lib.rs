//! OCI images without a container engine: layers, images, indexes, archives.
//!
//! ```text
//! files, trees --layer--> tar.gz + metadata --+
//! base layout --------------------------------+--image--> layout --+--index--> layout
//! configuration ------------------------------+                    |
//!                                    layout <- archive, listing, catalog, src/tools/oci_push
//! ```
//!
//! Every output is a function of the inputs' content: no clock, no user, no
//! order of directory entries. A layout links to the blobs that it was made of
//! instead of copying them.
//!
//! Formats: the OCI image specification 1.1 (manifest.md, image-index.md,
//! image-layout.md, layer.md).

pub mod archive;
pub mod attachment;
pub mod catalog;
pub mod compare;
pub mod config;
pub mod digest;
mod error;
pub mod image;
pub mod index;
pub mod json;
pub mod layer;
pub mod layout;
pub mod listing;
pub mod platform;
pub mod tags;

pub use error::{read_error, write_error, Error, Result};
