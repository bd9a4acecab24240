//! Extension images -> what CloudNativePG is told of them.
//!
//! ```text
//! layouts of extension images --+--> ImageCatalog or ClusterImageCatalog (postgresql.cnpg.io/v1)
//! PostgreSQL's images ----------+--> for each PostgreSQL, `extensions` of a Cluster
//! ```
//!
//! Extensions are named by digest, so that a cluster gets what was built and nothing that a tag was
//! moved to. What an image is for, its annotations say, as `pgrx_extension_layer` writes them.

use crate::error::{Error, Result};
use crate::layout::{Image, Layout};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The extension's name.
const TITLE: &str = "org.opencontainers.image.title";
/// The PostgreSQL that it is for.
const MAJOR: &str = "io.cloudnativepg.image.base.pgmajor";
/// A folder of libraries that the PostgreSQL image lacks, where there is one.
const LIBRARIES: &str = "pgrx.ld_library_path";

/// A catalog to be made: the JSON that `pgrx_image_catalog` writes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogSpec {
    /// `ImageCatalog` or `ClusterImageCatalog`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// PostgreSQL's image, by major.
    pub images: BTreeMap<u32, String>,
    /// Layouts of extension images.
    pub extensions: Vec<PathBuf>,
    /// Where the extensions' images are pushed to.
    pub repository: String,
}

/// A catalog and its parts, as YAML.
#[derive(Debug)]
pub struct Catalog {
    /// The whole resource.
    pub resource: String,
    /// The `extensions` of a Cluster, by PostgreSQL's major.
    pub stanzas: BTreeMap<u32, String>,
}

/// An extension as CloudNativePG mounts it.
struct Extension {
    layout: PathBuf,
    major: u32,
    name: String,
    reference: String,
    libraries: Option<String>,
}

/// Makes a catalog.
///
/// # Errors
/// An image that is not one extension's for a PostgreSQL of the catalog, and two of one name.
pub fn make_catalog(spec: &CatalogSpec) -> Result<Catalog> {
    let mut extensions: BTreeMap<u32, Vec<Extension>> = BTreeMap::new();
    extensions.extend(spec.images.keys().map(|major| (*major, Vec::new())));
    for layout in &spec.extensions {
        let extension = extension(layout, &spec.repository)?;
        let others = extensions.get_mut(&extension.major);
        let others = others.ok_or_else(|| Error::NoServerImage {
            folder: layout.clone(),
            major: extension.major,
        })?;
        if let Some(other) = others.iter().find(|other| other.name == extension.name) {
            return Err(Error::DuplicateExtension {
                name: extension.name,
                major: extension.major,
                first: other.layout.clone(),
                second: extension.layout,
            });
        }
        others.push(extension);
    }
    let mut resource = format!(
        "apiVersion: postgresql.cnpg.io/v1\nkind: {}\nmetadata:\n  name: {}\nspec:\n  images:\n",
        spec.kind,
        quoted(&spec.name)
    );
    for (major, image) in &spec.images {
        resource += &format!("    - major: {major}\n      image: {}\n", quoted(image));
        resource += &stanza(&extensions[major], 6);
    }
    let stanzas = extensions.iter().map(|(major, extensions)| {
        let head = "spec:\n  postgresql:\n".to_owned();
        (*major, head + &stanza(extensions, 4))
    });
    Ok(Catalog {
        resource,
        stanzas: stanzas.collect(),
    })
}

/// `extensions: ...`, indented; nothing where there are none.
fn stanza(extensions: &[Extension], indent: usize) -> String {
    if extensions.is_empty() {
        return String::new();
    }
    let mut lines = vec!["extensions:".to_owned()];
    for extension in extensions {
        lines.push(format!("  - name: {}", quoted(&extension.name)));
        lines.push("    image:".to_owned());
        lines.push(format!("      reference: {}", quoted(&extension.reference)));
        if let Some(folder) = &extension.libraries {
            lines.push("    ld_library_path:".to_owned());
            lines.push(format!("      - {}", quoted(folder)));
        }
    }
    let indent = " ".repeat(indent);
    lines
        .iter()
        .map(|line| format!("{indent}{line}\n"))
        .collect()
}

/// What a layout's images say that they all are.
fn extension(folder: &Path, repository: &str) -> Result<Extension> {
    let layout = Layout::open(folder)?;
    let images = layout.images()?;
    let said = |key: &'static str| said(folder, &images, key);
    let unsaid = |key| Error::NotAnExtension {
        folder: folder.into(),
        key,
    };
    let major = said(MAJOR)?.and_then(|major| major.parse().ok());
    Ok(Extension {
        layout: folder.into(),
        major: major.ok_or_else(|| unsaid(MAJOR))?,
        name: mount(&said(TITLE)?.ok_or_else(|| unsaid(TITLE))?),
        reference: format!("{repository}@{}", layout.main().digest()),
        libraries: said(LIBRARIES)?,
    })
}

/// An annotation of all images of a layout.
fn said(folder: &Path, images: &[Image], key: &'static str) -> Result<Option<String>> {
    let annotation = |image: &Image| image.manifest.annotations().as_ref()?.get(key).cloned();
    let first = images.first().and_then(annotation);
    if images.iter().any(|image| annotation(image) != first) {
        return Err(Error::Unsuitable {
            folder: folder.into(),
            reason: format!(
                "its images differ in the annotation {key}; give an index of one extension"
            ),
        });
    }
    Ok(first)
}

/// An extension's name in the letters that CloudNativePG takes: it becomes a folder's name, and has
/// nothing to do with `CREATE EXTENSION`.
fn mount(name: &str) -> String {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let letters = name
        .chars()
        .map(|letter| if allowed(letter) { letter } else { '-' });
    let name = letters.collect::<String>().to_ascii_lowercase();
    name.trim_matches(['-', '_']).to_owned()
}

/// A text as YAML, of which JSON is a part.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::mount;

    #[test]
    fn a_mount_has_the_letters_that_cloudnativepg_takes() {
        for (name, expected) in [
            ("sketches", "sketches"),
            ("pg_ivm", "pg_ivm"),
            ("Names-1.2", "names-1-2"),
            ("_a.", "a"),
        ] {
            assert_eq!(mount(name), expected);
        }
    }
}
