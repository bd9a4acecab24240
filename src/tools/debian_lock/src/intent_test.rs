use super::*;

fn parse(text: &str) -> Result<Intent> {
    let groups = r#"{"all": ["amd64", "riscv64"], "guests": ["riscv64", "s390x"]}"#;
    let groups = Groups::parse(groups, Path::new("groups.json")).unwrap();
    Intent::parse(text, Path::new("a.yaml"), &groups)
}

const GOOD: &str = "suites: [x, x-security]\narchitectures: [amd64, riscv64]\npackages: [p]\n";

#[test]
fn an_override_replaces_the_suites_of_its_architecture_only() {
    let intent = parse(&format!("{GOOD}overrides: {{riscv64: {{suites: [y]}}}}\n")).unwrap();
    assert_eq!(intent.suites_of("riscv64"), ["y"]);
    assert_eq!(intent.suites_of("amd64"), ["x", "x-security"]);
}

#[test]
fn a_group_stands_for_its_architectures() {
    let text = GOOD.replace("[amd64, riscv64]", "all");
    let intent = parse(&format!("{text}overrides: {{guests: {{suites: [y]}}}}\n")).unwrap();
    assert_eq!(intent.architectures, ["amd64", "riscv64"]);
    assert_eq!(intent.suites_of("riscv64"), ["y"]);
    assert_eq!(intent.suites_of("amd64"), ["x", "x-security"]);
}

#[test]
fn mistakes_are_named() {
    let cases = [
        (
            GOOD.replace("[amd64, riscv64]", "some"),
            "`architectures` is some, which is no group of platforms/groups.bzl; known: all, guests",
        ),
        (GOOD.replace("[p]", "[p, q, p]"), "`packages` names p twice"),
        (GOOD.replace("[p]", "[]"), "`packages` is empty"),
        (
            format!("{GOOD}overrides: {{s390x: {{suites: [y]}}}}"),
            "`overrides` names s390x, which is not in `architectures`",
        ),
        (
            format!("{GOOD}overrides: {{riscv64: {{suites: []}}}}"),
            "`overrides` of riscv64 has no suites",
        ),
        (format!("{GOOD}package: [q]"), "unknown field `package`"),
        (
            GOOD.replace("packages: [p]", ""),
            "missing field `packages`",
        ),
    ];
    for (text, want) in cases {
        let message = parse(&text).unwrap_err().to_string();
        assert!(
            message.starts_with("a.yaml: not a package set: "),
            "{message}"
        );
        assert!(message.contains(want), "{message:?} lacks {want:?}");
    }
}
