//! Files and trees -> one deterministic layer.
//!
//! ```text
//! spec -> rules (modes, owners, excluded) -+
//! spec -> sources on disk -> entries ------+-> tar -> gzip -> digest, diff_id
//! ```

mod compress;
mod describe;
mod entries;
mod rules;
mod source;
mod spec;
mod write;

pub use describe::{describe, LayerMetadata};
pub use entries::{Content, Entries, Entry};
pub use spec::{Compression, LayerSpec};
pub use write::write_layer;
