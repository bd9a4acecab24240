//! The reference of the public `.bzl` files, as Markdown.
//!
//! ```text
//! starlark_doc_extract --ModuleInfo--> proto --check--> render --> docs/rules.md
//! ```
//!
//! Everything the reference says comes from docstrings. One that is missing is an
//! error ([`check`]), not an empty cell.

pub mod check;
pub mod error;
pub mod golden;
pub mod proto;
pub mod render;
pub mod table;
