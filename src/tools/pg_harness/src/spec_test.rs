use super::*;

const SPEC: &str = r#"{"cpu": "some", "major": 17, "root": "ROOT", "tuple": "t-linux-gnu",
    "layout": {"library": "pg/lib", "programs": "pg/bin", "share": "pg/share"},
    "loader": "lib/ld.so"}"#;

fn spec_of(root: &Path) -> ServerSpec {
    serde_json::from_str(&SPEC.replace("ROOT", root.to_str().unwrap())).unwrap()
}

fn put(root: &Path, file: &str) {
    write(&root.join("usr").join(file));
}

fn write(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\0\0\xb7\0").unwrap();
}

#[test]
fn a_lacking_file_is_named_with_its_use() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "lib/ld.so");
    let text = spec_of(root.path()).resolve().unwrap_err().to_string();
    assert!(
        text.contains("lacks usr/lib/t-linux-gnu/libc.so.6 (the C library)"),
        "{text}"
    );
    assert!(text.contains("add the package that holds it"), "{text}");
}

#[test]
fn a_tree_of_its_own_needs_no_time_zones_of_the_system() {
    let (root, tree) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for file in ["lib/ld.so", "lib/t-linux-gnu/libc.so.6"] {
        put(root.path(), file);
    }
    let mut spec = spec_of(root.path());
    spec.postgres = Some(OwnTree {
        tree: tree.path().into(),
        prefix: "own".into(),
    });
    let text = spec.clone().resolve().unwrap_err().to_string();
    assert!(
        text.contains("/own lacks pg/bin/postgres (the server)"),
        "{text}"
    );
    for file in [
        "bin/postgres",
        "bin/initdb",
        "bin/psql",
        "share/postgres.bki",
    ] {
        write(&tree.path().join("own/pg").join(file));
    }
    let text = spec.clone().resolve().unwrap_err().to_string();
    assert!(text.contains("lacks usr/share/zoneinfo/"), "{text}");
    write(&tree.path().join("own/pg/share/timezone").join(A_TIME_ZONE));
    assert_eq!(spec.resolve().unwrap().elf_id().unwrap().machine, 183);
}

#[test]
fn unknown_fields_are_refused() {
    let text = SPEC.replace("loader", "lodaer");
    assert!(serde_json::from_str::<ServerSpec>(&text).is_err());
}
