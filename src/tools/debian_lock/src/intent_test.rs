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
            "`architectures` is some, which is no group of platforms/groups.bzl of rules_pgrx; known: all, guests",
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

#[test]
fn an_archive_of_ones_own_has_a_keyring_and_by_default_main() {
    let text = format!("archive: proto://host/apt/\nkeyring: ../keys.asc\n{GOOD}");
    let own = parse(&text).unwrap().own.unwrap();
    assert_eq!(own.url, "proto://host/apt");
    assert_eq!(own.components, ["main"]);
    assert_eq!(own.keyring, "../keys.asc");
    let more = format!("{text}components: [main, \"16\"]\n");
    let own = parse(&more).unwrap().own.unwrap();
    assert_eq!(own.components, ["main", "16"]);
    assert_eq!(parse(GOOD).unwrap().own, None);
}

#[test]
fn mistakes_about_an_archive_are_named() {
    for (text, want) in [
        (
            "archive: host/apt\nkeyring: k",
            "`archive` is \"host/apt\", which is no URL",
        ),
        (
            "archive: p://h x\nkeyring: k",
            "`archive` is \"p://h x\", which is no URL",
        ),
        (
            "archive: p://h",
            "`archive` needs `keyring`, the file of its public keys, relative to the yaml",
        ),
        (
            "keyring: k",
            "`keyring` goes with `archive`, the base URL of an archive that is not Debian's",
        ),
        (
            "components: [main]",
            "`components` goes with `archive`, the base URL of an archive that is not Debian's",
        ),
        (
            "archive: p://h\nkeyring: k\ncomponents: []",
            "`components` is no list of words",
        ),
    ] {
        let message = parse(&format!("{GOOD}{text}\n")).unwrap_err().to_string();
        assert!(message.contains(want), "{message:?} lacks {want:?}");
    }
}

#[test]
fn a_set_without_a_yaml_is_named() {
    let dir = std::env::temp_dir().join(format!("sets.{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let said = |only: &[&str]| {
        let only: Vec<String> = only.iter().map(|name| (*name).to_owned()).collect();
        read_all(&dir, &only, &Groups::default())
            .unwrap_err()
            .to_string()
    };
    let folder = dir.display();
    assert_eq!(
        said(&["openssl"]),
        format!("there is no openssl.yaml in {folder}, which has to say what the set is made of; the sets there are: none")
    );
    assert_eq!(
        said(&[]),
        format!("{folder} holds no <set>.yaml; name the folder of package sets with --dir")
    );
    std::fs::write(dir.join("a.yaml"), GOOD).unwrap();
    assert!(said(&["b"]).ends_with("the sets there are: a"));
    std::fs::remove_dir_all(dir).unwrap();
}
