//! OCI image layout directories (image-layout.md): reading and writing.
//!
//! ```text
//! oci-layout   index.json   referrers.json   blobs/sha256/<hex>
//! ```
//!
//! In layouts of ours `index.json` names the image or index, and nothing else: clients take what
//! is alone there. What is attached to it or to one of its images is in `referrers.json`, which
//! is written like an index (ADR 21). oras names attachments in `index.json`, after the image.

mod read;
mod select;
mod write;

pub use read::{is_index, is_manifest, Layout};
pub use select::Image;
pub use write::{index_of, LayoutWriter, REF_NAME};
