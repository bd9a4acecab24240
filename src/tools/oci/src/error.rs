//! Everything that can go wrong with layers, images and layouts, with the text the user sees.

use std::io;
use std::path::PathBuf;

/// Shorthand of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A reason why nothing was written, or why a layout is refused.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An input cannot be read.
    #[error("cannot read {}: {source}", file.display())]
    Read {
        /// The input.
        file: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// An output cannot be written.
    #[error("cannot write {}: {source}", file.display())]
    Write {
        /// The output.
        file: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A JSON file is not what it should be.
    #[error("{}: not the JSON that is expected here: {source}", file.display())]
    Json {
        /// The file.
        file: PathBuf,
        /// Where and how.
        source: serde_json::Error,
    },
    /// An install path is unusable.
    #[error("install path `{path}`: {reason}; install paths are relative to the image's root, such as `usr/lib/x.so`")]
    Path {
        /// The path as given.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A pattern, mode or owner of a layer is unusable.
    #[error("`{text}` is not {expected}")]
    Value {
        /// The text as given.
        text: String,
        /// What it should be.
        expected: &'static str,
    },
    /// Two sources want one path.
    #[error("two sources for `{path}` in one layer: {first} and {second}. Drop one of them, or name it under `exclude` of its tree")]
    Collision {
        /// The install path.
        path: String,
        /// Where the first comes from.
        first: String,
        /// Where the second comes from.
        second: String,
    },
    /// A path leads through something that is no directory.
    #[error(
        "`{path}` ({by}) cannot be installed: `{parent}` is no directory in this layer but {other}"
    )]
    Through {
        /// The install path.
        path: String,
        /// Where it comes from.
        by: String,
        /// The path above it.
        parent: String,
        /// What that is.
        other: String,
    },
    /// A pattern of a layer says nothing about it.
    #[error("pattern `{pattern}` of `{field}` matches nothing in the layer; correct or drop it")]
    Unused {
        /// The pattern.
        pattern: String,
        /// The attribute that it stands in.
        field: &'static str,
    },
    /// A source is neither file, directory nor link.
    #[error("{}: neither a file, a directory nor a symbolic link; a layer holds nothing else", file.display())]
    Special {
        /// The source.
        file: PathBuf,
    },
    /// A file contains what must not ship.
    #[error("{}: holds `{text}`, which `{path}` must not contain in this image", file.display())]
    Forbidden {
        /// The source.
        file: PathBuf,
        /// Its install path.
        path: String,
        /// The text.
        text: String,
    },
    /// A tag asks for a value that nothing gives.
    #[error("tag `{tag}`: no value for `{{{name}}}`; known here: {known}")]
    Placeholder {
        /// The template.
        tag: String,
        /// The name in braces.
        name: String,
        /// The names that have a value.
        known: String,
    },
    /// Found text differs from what is expected.
    #[error("differs from {}:\n{difference}If that is meant, renew it: {renew}", expected.display())]
    Differs {
        /// The expected text's file.
        expected: PathBuf,
        /// Lines that differ.
        difference: String,
        /// The command that renews it.
        renew: String,
    },
    /// A layer is compressed in a way that cannot be read.
    #[error("{}: {found}; a layer without metadata of pgrx_layer is a tar archive, plain or gzip", file.display())]
    Compression {
        /// The layer.
        file: PathBuf,
        /// What it seems to be.
        found: String,
    },
    /// A folder is no OCI layout.
    #[error("{}: no OCI image layout: {reason}. A base is a directory with `oci-layout`, `index.json` and `blobs`", folder.display())]
    NotALayout {
        /// The folder.
        folder: PathBuf,
        /// What is missing.
        reason: String,
    },
    /// A layout names a blob that it does not have.
    #[error("{}: the layout names {digest} and does not have it; pull or build it again", folder.display())]
    MissingBlob {
        /// The layout.
        folder: PathBuf,
        /// The blob.
        digest: String,
    },
    /// A blob's bytes are not those that its name promises.
    #[error("{}: corrupt blob: it is named {expected} and holds {found}; delete the layout and build or pull it again", file.display())]
    CorruptBlob {
        /// The blob's file.
        file: PathBuf,
        /// What was promised.
        expected: String,
        /// What is there.
        found: String,
    },
    /// The wanted platform is not in an index, or an image is for another.
    #[error("{}: holds no image for {wanted}, only for {found}. Name a layout of the right platform", folder.display())]
    WrongPlatform {
        /// The layout.
        folder: PathBuf,
        /// What is wanted.
        wanted: String,
        /// What is there.
        found: String,
    },
    /// An index may have one image per platform.
    #[error("two images for {platform} in one index: {} and {}. Name each platform once", first.display(), second.display())]
    DuplicatePlatform {
        /// The platform.
        platform: String,
        /// The first layout.
        first: PathBuf,
        /// The second.
        second: PathBuf,
    },
    /// An image that a catalog cannot say what it is for.
    #[error("{}: its images have no annotation {key}, so they are no extension's; give a pgrx_image_index of a pgrx_extension_image", folder.display())]
    NotAnExtension {
        /// The layout.
        folder: PathBuf,
        /// The annotation.
        key: &'static str,
    },
    /// An extension for a PostgreSQL that a catalog lacks.
    #[error("{}: is for PostgreSQL {major}, of which the catalog has no image; add to `images`: \"{major}\": \"<reference>\"", folder.display())]
    NoServerImage {
        /// The layout.
        folder: PathBuf,
        /// Of PostgreSQL.
        major: u32,
    },
    /// Two extensions that would be mounted at one place.
    #[error("{} and {} would both be mounted as `{name}` into PostgreSQL {major}, and CloudNativePG tells extensions by that name; give one of them, or make two catalogs", first.display(), second.display())]
    DuplicateExtension {
        /// How it is mounted.
        name: String,
        /// Of PostgreSQL.
        major: u32,
        /// The first layout.
        first: PathBuf,
        /// The second.
        second: PathBuf,
    },
    /// A layout with something else than one image.
    #[error("{}: {reason}", folder.display())]
    Unsuitable {
        /// The layout.
        folder: PathBuf,
        /// Why it does not do.
        reason: String,
    },
}

/// Attaches the file to an error of reading it.
pub fn read_error(file: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Error {
    let file = file.into();
    move |source| Error::Read { file, source }
}

/// Attaches the file to an error of writing it.
pub fn write_error(file: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Error {
    let file = file.into();
    move |source| Error::Write { file, source }
}
