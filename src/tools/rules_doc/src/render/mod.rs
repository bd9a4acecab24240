//! Modules -> the reference.

pub mod item;
mod markdown;
mod section;

use crate::error::{Error, Result};
use crate::proto::Module;
use crate::table::Table;
use item::items;
use markdown::{code, first_sentence, link, linked, prose, row};
use section::section;

const HEAD: &str = "\
# Rules

<!-- Generated from the docstrings of the public .bzl files by //docs:update; edit those. -->

What may be loaded, and nothing else: the files below. Labels are as this
repository writes them; from another module, `//` is `@rules_pgrx//`.
";

/// Renders the reference: an overview, then a section per module, in the order given.
///
/// # Errors
/// [`Error::StrayTable`] when a table's module isn't among `modules`.
pub fn render(modules: &[Module], tables: &[Table]) -> Result<String> {
    for table in tables {
        if !modules
            .iter()
            .any(|module| local(&module.file) == table.module)
        {
            let known: Vec<_> = modules.iter().map(|module| local(&module.file)).collect();
            return Err(Error::StrayTable {
                module: table.module.clone(),
                known: known.join(", "),
            });
        }
    }
    let links = modules
        .iter()
        .flat_map(|module| items(module).into_iter().map(|item| item.name))
        .collect::<Vec<_>>();
    let mut text = HEAD.to_owned() + "\n" + &overview(modules);
    for module in modules {
        let file = local(&module.file);
        text += &format!(
            "\n## {}\n\n{}\n",
            loaded_from(module),
            linked(&prose(&module.doc), &links, "")
        );
        for table in tables.iter().filter(|table| table.module == file) {
            text += &data(table);
        }
        for item in items(module) {
            text += &section(&item, &links);
        }
    }
    Ok(text)
}

fn overview(modules: &[Module]) -> String {
    let mut text = row(["", "", "load from"]) + &row(["---", "---", "---"]);
    for module in modules {
        for item in items(module) {
            let what = format!("{}: {}", item.kind(), first_sentence(item.doc));
            text += &row([link(item.name), what, code(loaded_from(module))]);
        }
    }
    text
}

fn data(table: &Table) -> String {
    let mut text = format!("\n{}\n\n", prose(&table.caption));
    text += &row(&table.columns);
    text += &row(table.columns.iter().map(|_| "---"));
    for cells in &table.rows {
        text += &row(cells);
    }
    text
}

/// What a user loads the symbols from: the file of another repository where the docstring has a
/// `load` of one, such as a generated file that fills in a parameter; else the module's own.
fn loaded_from(module: &Module) -> &str {
    let own = local(&module.file);
    let shown = module.doc.split_once("load(\"");
    match shown.and_then(|(_, rest)| rest.split_once('"')) {
        Some((label, _)) if local(label) != own => label,
        _ => own,
    }
}

/// `@rules_pgrx//build:defs.bzl` -> `//build:defs.bzl`.
fn local(label: &str) -> &str {
    label.find("//").map_or(label, |start| &label[start..])
}
