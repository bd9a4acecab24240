//! An invented module.

use rules_doc::proto::{
    Attribute, AttributeType, Field, Function, Module, Origin, Parameter, Provider, ProviderGroup,
    Returns, Rule,
};

fn origin(file: &str) -> Option<Origin> {
    Some(Origin {
        name: String::new(),
        file: format!("@m//{file}"),
    })
}

/// A mandatory attribute.
pub fn attribute(name: &str, kind: AttributeType, doc: &str) -> Attribute {
    Attribute {
        name: name.into(),
        doc: doc.into(),
        kind: kind.into(),
        mandatory: true,
        ..Attribute::default()
    }
}

/// A rule `bake`, a macro `cook` and a provider `FoodInfo`, none in the order of the tour.
pub fn kitchen() -> Module {
    let mut dough = attribute("dough", AttributeType::Label, "What to bake, a <thing>.");
    dough.provider_groups = vec![ProviderGroup {
        names: vec!["FoodInfo".into(), "HiddenInfo".into()],
    }];
    let mut heat = attribute("heat", AttributeType::Int, "Degrees\n\nor | more.");
    heat.mandatory = false;
    heat.default = "180".into();
    let parameter = |name: &str, mandatory| Parameter {
        name: name.into(),
        doc: format!("the {name}."),
        mandatory,
        ..Parameter::default()
    };
    Module {
        file: "@m//kitchen:defs.bzl".into(),
        doc: "The kitchen: `cook`, then `bake`; they give `FoodInfo`.".into(),
        rules: vec![Rule {
            name: "bake".into(),
            doc: "Bakes.".into(),
            attributes: vec![dough, heat],
            origin: origin("kitchen/oven:oven.bzl"),
            test: true,
        }],
        functions: vec![Function {
            name: "cook".into(),
            doc: "Cooks. See `bake`.".into(),
            parameters: vec![parameter("name", true), parameter("kwargs", false)],
            returns: Some(Returns {
                doc: "a meal.".into(),
            }),
            origin: origin("kitchen:cook.bzl"),
        }],
        providers: vec![Provider {
            name: "FoodInfo".into(),
            doc: "Food.".into(),
            fields: vec![Field {
                name: "taste".into(),
                doc: "How it tastes.".into(),
            }],
            origin: None,
        }],
        extensions: Vec::new(),
    }
}
