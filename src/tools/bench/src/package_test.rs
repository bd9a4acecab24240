use super::*;

const ANSWER: &str = r#"{"type":"RULE","rule":{"name":"//e:e_cdylib","attribute":[
{"name":"crate_name","type":"STRING","stringValue":"e"},{"name":"version","type":"STRING","stringValue":"0.1.0"},
{"name":"edition","type":"STRING","stringValue":"2021"},
{"name":"deps","type":"LABEL_LIST","stringListValue":["@@rules~~crate~crates//:pgrx","@crates//:zstd-safe","//build/bindings:feature"]}]}}"#;

const PINNED: &str =
    "[dependencies]\npgrx = { version = \"=1\" }\npgrx-x = \"2\"\nzstd-safe = \"8\"\n";

const LOCK: &str = "version = 3\n\n[[package]]\nname = \"a\"\nversion = \"1\"\n\n[[package]]\nname = \"b\"\nversion = \"2\"\n";

#[test]
fn the_target_tells_the_crate() {
    let of = Crate::parse(ANSWER).unwrap();
    assert_eq!((of.name.as_str(), of.version.as_str()), ("e", "0.1.0"));
    assert_eq!(of.dependencies, ["pgrx", "zstd-safe"]);
}

#[test]
fn dependencies_are_those_that_are_pinned() {
    let of = Crate::parse(ANSWER).unwrap();
    let text = manifest(&of, "17", PINNED, Path::new("t/Cargo.toml")).unwrap();
    assert!(text.contains("pg17 = [\"pgrx/pg17\"]"), "{text}");
    assert!(
        text.ends_with("[dependencies]\npgrx = { version = \"=1\" }\nzstd-safe = \"8\"\n"),
        "{text}"
    );
}

#[test]
fn a_dependency_that_is_not_pinned_is_named() {
    let of = Crate::parse(ANSWER).unwrap();
    let text = manifest(&of, "17", "pgrx = \"1\"\n", Path::new("t/Cargo.toml"))
        .unwrap_err()
        .to_string();
    assert!(
        text.contains("t/Cargo.toml has no line `zstd-safe = ...`"),
        "{text}"
    );
}

#[test]
fn only_the_extension_may_be_added_to_the_lock() {
    let extended = LOCK.replace("version = 3", "version = 4")
        + "\n[[package]]\nname = \"e\"\nversion = \"0\"\n";
    check_lock(LOCK, &extended, "e").unwrap();
    let other = extended.replace("version = \"2\"", "version = \"3\"");
    let text = check_lock(LOCK, &other, "e").unwrap_err().to_string();
    assert!(text.contains("- name = \"b\" version = \"2\""), "{text}");
    assert!(text.contains("+ name = \"b\" version = \"3\""), "{text}");
}
