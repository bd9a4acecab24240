//! The stages of `build/` load in one direction.
//!
//! The direction stands in `build/README.md`, as "`a` -> `b`, `c` -> `d`"; this reads it there.

use crate::rule::{Finding, Rule};
use crate::starlark::loads;
use crate::tree::Tree;

/// The rule.
pub const RULE: Rule = Rule {
    name: "a stage of build/ loads only from those before it, and from platforms/, which loads from neither",
    why: "what loads both ways can't be read, tested or changed by itself",
    mend: "move what is shared into the earlier stage, or hand it over as a provider or an attribute; \
           a new stage joins the order in build/README.md",
    exceptions: &[],
};

/// Where the order stands.
const ORDER: &str = "build/README.md";

/// The folder that declares the repositories of all stages.
const LAST: &str = "private";

/// Finds loads against the order, and stages that have no place in it.
pub fn find(tree: &Tree) -> Vec<Finding> {
    let readme = tree.texts().find(|(file, _)| file.path == ORDER);
    let order = readme.map_or_else(Vec::new, |(_, text)| order(text));
    if order.len() < 2 {
        return vec![Finding::at(
            ORDER,
            0,
            "shows no order of stages, `a` -> `b`",
        )];
    }
    let mut found = Vec::new();
    for (file, text) in tree.texts() {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let Some(from) = Place::of(folder) else {
            continue;
        };
        let before = found.len();
        for (line, label) in loads(file, text) {
            let package = label
                .strip_prefix("//")
                .and_then(|label| label.split(':').next());
            let to = package.and_then(Place::of);
            if to.is_some_and(|to| to != from && !later(&order, from, to)) {
                found.push(Finding::at(&file.path, line, format!("loads {label}")));
            }
        }
        let Place::Stage(stage) = from else { continue };
        if found.len() > before && rank(&order, stage).is_none() {
            found.push(Finding::at(
                &file.path,
                0,
                format!("{stage} is no stage in {ORDER}"),
            ));
        }
    }
    found
}

/// Where a file stands in the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place<'a> {
    Platforms,
    Stage(&'a str),
    /// The public files.
    Facade,
}

impl<'a> Place<'a> {
    fn of(folder: &'a str) -> Option<Self> {
        match folder.split('/').collect::<Vec<_>>()[..] {
            ["platforms", ..] => Some(Place::Platforms),
            ["build"] => Some(Place::Facade),
            ["build", stage, ..] => Some(Place::Stage(stage)),
            _ => None,
        }
    }
}

/// The groups of stages in the first sentence that has arrows, earliest first.
fn order(readme: &str) -> Vec<Vec<&str>> {
    let sentences = readme.split_inclusive([':', '.']);
    let chain = sentences
        .into_iter()
        .find(|sentence| sentence.contains("` ->"));
    let groups = chain.unwrap_or_default().split("->");
    groups
        .map(|group| group.split('`').skip(1).step_by(2).collect())
        .collect()
}

fn rank(order: &[Vec<&str>], stage: &str) -> Option<usize> {
    if stage == LAST {
        return Some(order.len());
    }
    order.iter().position(|group| group.contains(&stage))
}

/// Whether `from` may load `to`, another place.
fn later(order: &[Vec<&str>], from: Place<'_>, to: Place<'_>) -> bool {
    match (from, to) {
        (Place::Platforms, _) | (_, Place::Facade) => false,
        (Place::Facade, _) | (_, Place::Platforms) => true,
        (Place::Stage(from), Place::Stage(to)) => match (rank(order, from), rank(order, to)) {
            (Some(from), Some(to)) => from > to,
            _ => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const README: (&str, &str) = (
        "build/README.md",
        "# build: how\n\nOne folder each: `dig` -> `wash`,\n`sort` -> `sell`. More.",
    );

    fn found(path: &str, label: &str) -> Vec<String> {
        let text = format!("load(\"{label}\", \"x\")");
        let tree = Tree::invented(&[README, (path, &text)]);
        find(&tree)
            .into_iter()
            .map(|finding| finding.what)
            .collect()
    }

    #[test]
    fn loads_against_the_order_are_found() {
        for (path, label) in [
            ("build/dig/a.bzl", "//build/wash:b.bzl"),
            ("build/wash/a.bzl", "//build/sort:b.bzl"),
            ("build/sell/a.bzl", "//build:defs.bzl"),
            ("build/sell/BUILD.bazel", "//build/private:a.bzl"),
            ("platforms/a.bzl", "//build/dig:b.bzl"),
        ] {
            assert_eq!(found(path, label), [format!("loads {label}")], "{path}");
        }
    }

    #[test]
    fn loads_along_it_are_not() {
        for (path, label) in [
            ("build/sell/a.bzl", "//build/dig:b.bzl"),
            ("build/sell/a.bzl", "//build/sell:b.bzl"),
            ("build/dig/a.bzl", "//platforms:b.bzl"),
            ("build/dig/a.bzl", ":b.bzl"),
            ("build/private/a.bzl", "//build/sell:b.bzl"),
            ("build/defs.bzl", "//build/sell:b.bzl"),
            ("tests/a.bzl", "//build/sell:b.bzl"),
        ] {
            assert_eq!(found(path, label), [""; 0], "{path}");
        }
    }

    #[test]
    fn a_new_stage_needs_a_place() {
        let expected = [
            "loads //build/dig:b.bzl",
            "rent is no stage in build/README.md",
        ];
        assert_eq!(found("build/rent/a.bzl", "//build/dig:b.bzl"), expected);
    }

    #[test]
    fn an_order_that_is_gone_is_found() {
        let found = find(&Tree::invented(&[("build/README.md", "# build")]));
        assert_eq!(
            found,
            [Finding::at(
                ORDER,
                0,
                "shows no order of stages, `a` -> `b`"
            )]
        );
    }
}
