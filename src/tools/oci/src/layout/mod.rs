//! OCI image layout directories (image-layout.md): reading and writing.
//!
//! ```text
//! oci-layout   index.json   blobs/sha256/<hex>
//! ```
//!
//! In layouts of ours `index.json` names the image or index first; what follows
//! are manifests that refer to it or to one of its images (attachments).

mod read;
mod select;
mod write;

pub use read::{is_index, is_manifest, Layout};
pub use select::Image;
pub use write::LayoutWriter;
