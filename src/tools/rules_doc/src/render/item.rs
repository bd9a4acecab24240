//! The public symbols of a module, whatever they are, in the order of its tour.

use crate::proto::{Extension, Function, Module, Origin, Provider, Rule};

/// A public symbol.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// The name it is loaded by.
    pub name: &'a str,
    /// Its docstring.
    pub doc: &'a str,
    /// Where it was defined.
    pub origin: Option<&'a Origin>,
    /// What it is.
    pub shape: Shape<'a>,
}

/// What a symbol is.
#[derive(Debug, Clone, Copy)]
pub enum Shape<'a> {
    Rule(&'a Rule),
    Function(&'a Function),
    Provider(&'a Provider),
    Extension(&'a Extension),
}

impl Item<'_> {
    /// A word for what it is. A function that takes a target's `name` is a macro.
    pub fn kind(&self) -> &'static str {
        match self.shape {
            Shape::Rule(rule) if rule.test => "test rule",
            Shape::Rule(_) => "rule",
            Shape::Function(function) if function.parameters.iter().any(|p| p.name == "name") => {
                "macro"
            }
            Shape::Function(_) => "function",
            Shape::Provider(_) => "provider",
            Shape::Extension(_) => "module extension",
        }
    }
}

/// All symbols: first those that the module's docstring names, in its order, then by name.
pub fn items(module: &Module) -> Vec<Item<'_>> {
    let mut all = collect(module);
    all.sort_by_key(|item| {
        let place = module.doc.find(&format!("`{}`", item.name));
        (place.unwrap_or(usize::MAX), item.name)
    });
    all
}

fn collect(module: &Module) -> Vec<Item<'_>> {
    let mut all = Vec::new();
    all.extend(module.rules.iter().map(|rule| Item {
        name: &rule.name,
        doc: &rule.doc,
        origin: rule.origin.as_ref(),
        shape: Shape::Rule(rule),
    }));
    all.extend(module.functions.iter().map(|function| Item {
        name: &function.name,
        doc: &function.doc,
        origin: function.origin.as_ref(),
        shape: Shape::Function(function),
    }));
    all.extend(module.providers.iter().map(|provider| Item {
        name: &provider.name,
        doc: &provider.doc,
        origin: provider.origin.as_ref(),
        shape: Shape::Provider(provider),
    }));
    all.extend(module.extensions.iter().map(|extension| Item {
        name: &extension.name,
        doc: &extension.doc,
        origin: extension.origin.as_ref(),
        shape: Shape::Extension(extension),
    }));
    all
}
