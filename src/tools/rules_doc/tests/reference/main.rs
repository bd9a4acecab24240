//! Whole references of invented modules, and every error with its text.

mod errors;
mod kitchen;

use std::path::Path;

use kitchen::{attribute, kitchen};
use rules_doc::proto::{AttributeType, Extension, Module, Tag};
use rules_doc::render::render;
use rules_doc::table;

#[test]
fn a_reference_in_the_order_of_the_tour() {
    let text = render(&[kitchen()], &[]).expect("rendered");
    let (_, text) = text
        .split_once("\n|  |  | load from |\n")
        .expect("overview");
    assert_eq!(
        text,
        "\
| --- | --- | --- |
| [`cook`](#cook) | macro: Cooks. | `//kitchen:defs.bzl` |
| [`bake`](#bake) | test rule: Bakes. | `//kitchen:defs.bzl` |
| [`FoodInfo`](#foodinfo) | provider: Food. | `//kitchen:defs.bzl` |

## //kitchen:defs.bzl

The kitchen: [`cook`](#cook), then [`bake`](#bake); they give [`FoodInfo`](#foodinfo).

### cook

Macro. Defined in [kitchen/cook.bzl](../kitchen/cook.bzl).

Cooks. See [`bake`](#bake).

| parameter | default |  |
| --- | --- | --- |
| `name` | **required** | The name. |
| `**kwargs` |  | The kwargs. |

Returns: A meal.

### bake

Test rule. Defined in [kitchen/oven/oven.bzl](../kitchen/oven/oven.bzl).

Bakes.

| attribute | type | default |  |
| --- | --- | --- | --- |
| `dough` | label with [`FoodInfo`](#foodinfo) and `HiddenInfo` | **required** | What to bake, a &lt;thing>. |
| `heat` | integer | `180` | Degrees<br><br>Or \\| more. |

### FoodInfo

Provider.

Food.

| field |  |
| --- | --- |
| `taste` | How it tastes. |
"
    );
}

#[test]
fn an_extension_has_its_tags() {
    let module = Module {
        file: "@m//:ext.bzl".into(),
        doc: "`pantry`".into(),
        extensions: vec![Extension {
            name: "pantry".into(),
            doc: "Fills.".into(),
            tags: vec![Tag {
                name: "jar".into(),
                doc: "One jar.".into(),
                attributes: vec![attribute("of", AttributeType::StringList, "What.")],
            }],
            origin: None,
        }],
        ..Module::default()
    };
    let text = render(&[module], &[]).expect("rendered");
    assert!(
        text.contains("\n#### pantry.jar\n\nOne jar.\n\n| attribute |"),
        "{text}"
    );
    assert!(
        text.contains("| `of` | list of strings | **required** | What. |"),
        "{text}"
    );
}

#[test]
fn a_table_stands_in_its_modules_section() {
    let json = r#"{"module": "//kitchen:defs.bzl", "caption": "Stoves:", "columns": ["a", "b"], "rows": [["1", "2"]]}"#;
    let table = table::decode(Path::new("t.json"), json).expect("a table");
    let text = render(&[kitchen()], &[table]).expect("rendered");
    let expected = "\nStoves:\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n### cook\n";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_module_is_loaded_from_where_its_docstring_loads_it() {
    let loading = |label: &str| {
        let mut module = kitchen();
        module.doc += &format!(" `load(\"{label}\", \"cook\")`");
        render(&[module], &[]).expect("rendered")
    };
    let text = loading("@pantry//:cook.bzl");
    for part in [
        "\n| [`cook`](#cook) | macro: Cooks. | `@pantry//:cook.bzl` |\n",
        "\n## @pantry//:cook.bzl\n",
    ] {
        assert!(text.contains(part), "{text}");
    }
    let text = loading("@m//kitchen:defs.bzl");
    assert!(text.contains("\n## //kitchen:defs.bzl\n"), "{text}");
}
