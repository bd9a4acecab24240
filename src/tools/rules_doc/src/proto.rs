//! The messages that Bazel's `starlark_doc_extract` writes: the part of
//! `stardoc_output.proto` (Bazel 7.7) that the reference shows. Fields that are
//! not here are skipped by the decoder.

use prost::Message;

use crate::error::{Error, Result};

/// One `.bzl` file.
#[derive(Clone, PartialEq, Message)]
pub struct Module {
    #[prost(message, repeated, tag = "1")]
    pub rules: Vec<Rule>,
    #[prost(message, repeated, tag = "2")]
    pub providers: Vec<Provider>,
    #[prost(message, repeated, tag = "3")]
    pub functions: Vec<Function>,
    #[prost(string, tag = "5")]
    pub doc: String,
    /// The file's label, `@<module>//<package>:<file>`.
    #[prost(string, tag = "6")]
    pub file: String,
    #[prost(message, repeated, tag = "7")]
    pub extensions: Vec<Extension>,
}

/// A rule.
#[derive(Clone, PartialEq, Message)]
pub struct Rule {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, tag = "2")]
    pub doc: String,
    #[prost(message, repeated, tag = "3")]
    pub attributes: Vec<Attribute>,
    #[prost(message, optional, tag = "4")]
    pub origin: Option<Origin>,
    #[prost(bool, tag = "6")]
    pub test: bool,
}

/// An attribute of a rule or of a tag.
#[derive(Clone, PartialEq, Message)]
pub struct Attribute {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, tag = "2")]
    pub doc: String,
    #[prost(enumeration = "AttributeType", tag = "3")]
    pub kind: i32,
    #[prost(bool, tag = "4")]
    pub mandatory: bool,
    #[prost(message, repeated, tag = "5")]
    pub provider_groups: Vec<ProviderGroup>,
    /// The default as Starlark; empty where the attribute is mandatory.
    #[prost(string, tag = "6")]
    pub default: String,
}

/// What an attribute holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration)]
#[repr(i32)]
pub enum AttributeType {
    Unknown = 0,
    Name = 1,
    Int = 2,
    Label = 3,
    String = 4,
    StringList = 5,
    IntList = 6,
    LabelList = 7,
    Boolean = 8,
    LabelStringDict = 9,
    StringDict = 10,
    StringListDict = 11,
    Output = 12,
    OutputList = 13,
    LabelDictUnary = 14,
}

/// Providers that a target must have together to be taken.
#[derive(Clone, PartialEq, Message)]
pub struct ProviderGroup {
    #[prost(string, repeated, tag = "1")]
    pub names: Vec<String>,
}

/// Where a symbol was defined, before it was re-exported.
#[derive(Clone, PartialEq, Message)]
pub struct Origin {
    #[prost(string, tag = "1")]
    pub name: String,
    /// A label like [`Module::file`].
    #[prost(string, tag = "2")]
    pub file: String,
}

/// A function or macro.
#[derive(Clone, PartialEq, Message)]
pub struct Function {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(message, repeated, tag = "2")]
    pub parameters: Vec<Parameter>,
    #[prost(string, tag = "3")]
    pub doc: String,
    #[prost(message, optional, tag = "4")]
    pub returns: Option<Returns>,
    #[prost(message, optional, tag = "6")]
    pub origin: Option<Origin>,
}

/// A parameter of a function.
#[derive(Clone, PartialEq, Message)]
pub struct Parameter {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, tag = "2")]
    pub doc: String,
    /// The default as Starlark; empty where there is none.
    #[prost(string, tag = "3")]
    pub default: String,
    #[prost(bool, tag = "4")]
    pub mandatory: bool,
}

/// What a function returns.
#[derive(Clone, PartialEq, Message)]
pub struct Returns {
    #[prost(string, tag = "1")]
    pub doc: String,
}

/// A provider.
#[derive(Clone, PartialEq, Message)]
pub struct Provider {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, tag = "2")]
    pub doc: String,
    #[prost(message, repeated, tag = "3")]
    pub fields: Vec<Field>,
    #[prost(message, optional, tag = "4")]
    pub origin: Option<Origin>,
}

/// A field of a provider.
#[derive(Clone, PartialEq, Message)]
pub struct Field {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, tag = "2")]
    pub doc: String,
}

/// A module extension.
#[derive(Clone, PartialEq, Message)]
pub struct Extension {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, tag = "2")]
    pub doc: String,
    #[prost(message, repeated, tag = "3")]
    pub tags: Vec<Tag>,
    #[prost(message, optional, tag = "4")]
    pub origin: Option<Origin>,
}

/// A tag class of a module extension.
#[derive(Clone, PartialEq, Message)]
pub struct Tag {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, tag = "2")]
    pub doc: String,
    #[prost(message, repeated, tag = "3")]
    pub attributes: Vec<Attribute>,
}

/// Decodes what `starlark_doc_extract` wrote.
///
/// # Errors
/// [`Error::NotModule`] when `bytes`, read from `path`, are something else.
pub fn decode(path: &std::path::Path, bytes: &[u8]) -> Result<Module> {
    let not_module = |reason: String| Error::NotModule {
        path: path.into(),
        reason,
    };
    let module = Module::decode(bytes).map_err(|error| not_module(error.to_string()))?;
    if module.file.is_empty() {
        return Err(not_module("it names no .bzl file".to_owned()));
    }
    Ok(module)
}
