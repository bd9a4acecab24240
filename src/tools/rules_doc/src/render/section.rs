//! One public symbol: heading, what it is, usage, text, tables.

use super::item::{Item, Shape};
use super::local;
use super::markdown::{cell, code, link, linked, prose, row};
use crate::proto::{Attribute, AttributeType, Extension, Function, Parameter, Provider};

/// A symbol's section. `links` are the names that have a section to link to.
pub fn section(item: &Item<'_>, links: &[&str]) -> String {
    let mut text = format!("\n### {}\n\n{}.", item.name, capitalised(item.kind()));
    if let Some(origin) = item.origin.filter(|origin| !origin.file.is_empty()) {
        let path = local(&origin.file)
            .trim_start_matches('/')
            .replace(':', "/");
        text += &format!(" Defined in [{path}](../{path}).");
    }
    text += &format!("\n\n{}\n", linked(&prose(item.doc), links, item.name));
    text += &match item.shape {
        Shape::Rule(rule) => attributes(&rule.attributes, links),
        Shape::Function(function) => parameters(function),
        Shape::Provider(provider) => fields(provider),
        Shape::Extension(extension) => tags(extension, links),
    };
    text
}

fn attributes(attributes: &[Attribute], links: &[&str]) -> String {
    if attributes.is_empty() {
        return String::new();
    }
    let mut text = head(&["attribute", "type", "default", ""]);
    for attribute in attributes {
        let doc = cell(&attribute.doc);
        let default = default(attribute.mandatory, &attribute.default);
        text += &row([
            &code(&attribute.name),
            &kind(attribute, links),
            &default,
            &doc,
        ]);
    }
    text
}

/// An attribute's type, with the providers that its targets must have.
fn kind(attribute: &Attribute, links: &[&str]) -> String {
    let name = type_name(attribute.kind());
    let groups: Vec<_> = attribute
        .provider_groups
        .iter()
        .map(|group| {
            let names: Vec<_> = group.names.iter().map(|name| named(name, links)).collect();
            names.join(" and ")
        })
        .collect();
    if groups.is_empty() {
        name.to_owned()
    } else {
        format!("{name} with {}", groups.join(", or "))
    }
}

fn named(name: &str, links: &[&str]) -> String {
    if links.contains(&name) {
        link(name)
    } else {
        code(name)
    }
}

fn type_name(kind: AttributeType) -> &'static str {
    match kind {
        AttributeType::Unknown => "unknown",
        AttributeType::Name => "name",
        AttributeType::Int => "integer",
        AttributeType::Label => "label",
        AttributeType::String => "string",
        AttributeType::StringList => "list of strings",
        AttributeType::IntList => "list of integers",
        AttributeType::LabelList => "list of labels",
        AttributeType::Boolean => "boolean",
        AttributeType::LabelStringDict => "dict of label to string",
        AttributeType::StringDict => "dict of string to string",
        AttributeType::StringListDict => "dict of string to list of strings",
        AttributeType::Output => "output",
        AttributeType::OutputList => "list of outputs",
        AttributeType::LabelDictUnary => "dict of string to label",
    }
}

fn default(mandatory: bool, default: &str) -> String {
    match (mandatory, default) {
        (true, _) => "**required**".to_owned(),
        (false, "") => String::new(),
        (false, value) => code(value),
    }
}

fn parameters(function: &Function) -> String {
    let mut text = String::new();
    if !function.parameters.is_empty() {
        text += &head(&["parameter", "default", ""]);
    }
    for parameter in &function.parameters {
        let default = default(parameter.mandatory, &parameter.default);
        text += &row([code(&written(parameter)), default, cell(&parameter.doc)]);
    }
    if let Some(returns) = &function.returns {
        text += &format!("\nReturns: {}\n", cell(&returns.doc));
    }
    text
}

/// Bazel 7 doesn't say which parameter takes the rest; by convention it is called so.
fn written(parameter: &Parameter) -> String {
    match parameter.name.as_str() {
        "args" => "*args".to_owned(),
        "kwargs" => "**kwargs".to_owned(),
        name => name.to_owned(),
    }
}

fn fields(provider: &Provider) -> String {
    let mut text = head(&["field", ""]);
    for field in &provider.fields {
        text += &row([code(&field.name), cell(&field.doc)]);
    }
    text
}

fn tags(extension: &Extension, links: &[&str]) -> String {
    let mut text = String::new();
    for tag in &extension.tags {
        text += &format!(
            "\n#### {}.{}\n\n{}\n",
            extension.name,
            tag.name,
            prose(&tag.doc)
        );
        text += &attributes(&tag.attributes, links);
    }
    text
}

fn head(columns: &[&str]) -> String {
    let rule = columns.iter().map(|_| "---");
    format!("\n{}{}", row(columns), row(rule))
}

fn capitalised(kind: &str) -> String {
    kind[..1].to_uppercase() + &kind[1..]
}
