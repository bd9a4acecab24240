//! What the docstrings owe the reader: a text for every public thing, and a tour.
//!
//! A file's docstring is its tour: it names each public symbol, and the reference
//! lists them in that order.

use crate::error::{Error, Result};
use crate::proto::{Attribute, Module};
use crate::render::item::{items, Item, Shape};

/// Holds all modules against it.
///
/// # Errors
/// [`Error::Undocumented`] with everything that lacks a text.
pub fn check(modules: &[Module]) -> Result<()> {
    let gaps: Vec<_> = modules.iter().flat_map(gaps).collect();
    if gaps.is_empty() {
        Ok(())
    } else {
        Err(Error::Undocumented(gaps))
    }
}

fn gaps(module: &Module) -> Vec<String> {
    let mut found = Vec::new();
    if module.doc.trim().is_empty() {
        found.push(format!("{}: no docstring", module.file));
    }
    for item in items(module) {
        let at = match item.origin {
            Some(origin) if !origin.file.is_empty() => &origin.file,
            _ => &module.file,
        };
        if !module.doc.contains(&format!("`{}`", item.name)) {
            let file = &module.file;
            found.push(format!(
                "{file}: its docstring doesn't mention `{}`",
                item.name
            ));
        }
        if item.doc.trim().is_empty() {
            found.push(format!("{at}: {} has no doc", item.name));
        }
        found.extend(parts(&item).map(|part| format!("{at}: {part} of {} has no doc", item.name)));
    }
    found
}

/// Names of an item's attributes, parameters, fields and tags that have no text.
fn parts<'a>(item: &Item<'a>) -> Box<dyn Iterator<Item = String> + 'a> {
    match item.shape {
        Shape::Rule(rule) => Box::new(attributes(&rule.attributes)),
        Shape::Provider(provider) => Box::new(
            provider
                .fields
                .iter()
                .filter(|field| field.doc.trim().is_empty())
                .map(|field| format!("field {}", field.name)),
        ),
        Shape::Function(function) => Box::new(
            function
                .parameters
                .iter()
                .filter(|parameter| parameter.doc.trim().is_empty())
                .map(|parameter| format!("parameter {}", parameter.name)),
        ),
        Shape::Extension(extension) => Box::new(extension.tags.iter().flat_map(|tag| {
            let own = tag
                .doc
                .trim()
                .is_empty()
                .then(|| format!("tag {}", tag.name));
            own.into_iter().chain(attributes(&tag.attributes))
        })),
    }
}

fn attributes(attributes: &[Attribute]) -> impl Iterator<Item = String> + '_ {
    attributes
        .iter()
        .filter(|attribute| attribute.doc.trim().is_empty())
        .map(|attribute| format!("attribute {}", attribute.name))
}
