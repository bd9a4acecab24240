use super::*;

const MACHINE: ElfId = ElfId {
    machine: 62,
    bits: 64,
    big_endian: false,
};

fn put(root: &Path, file: &str, content: &[u8]) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

#[test]
fn an_extension_wins_over_the_server_and_folders_merge() {
    let t = tempfile::tempdir().unwrap();
    let (server, ext) = (t.path().join("server"), t.path().join("ext"));
    put(&server, "extension/hstore.control", b"server");
    put(&server, "extension/other.control", b"server");
    put(&server, "tsearch_data/a", b"server");
    put(&ext, "extension/hstore.control", b"ext");
    let out = t.path().join("out");
    overlay(&out, &[ext, server]).unwrap();
    let read = |f: &str| fs::read_to_string(out.join(f)).unwrap();
    assert_eq!(read("extension/hstore.control"), "ext");
    assert_eq!(read("extension/other.control"), "server");
    assert!(out.join("tsearch_data").is_symlink());
}

#[test]
fn two_extensions_may_not_bring_the_same_file() {
    let t = tempfile::tempdir().unwrap();
    let (a, b) = (t.path().join("a"), t.path().join("b"));
    put(&a, "extension/x.control", b"");
    put(&b, "extension/x.control", b"");
    let text = check_layers(&[a, b], &MACHINE).unwrap_err().to_string();
    assert!(
        text.starts_with("two extension trees bring extension/x.control"),
        "{text}"
    );
}

#[test]
fn a_library_for_another_machine_is_refused() {
    let t = tempfile::tempdir().unwrap();
    put(
        t.path(),
        "x.so",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\0\0\xb7\0",
    );
    let layers = [t.path().to_path_buf()];
    let text = check_layers(&layers, &MACHINE).unwrap_err().to_string();
    assert!(text.contains("x.so is for ELF machine 183"), "{text}");
}

#[test]
fn an_extension_of_another_major_is_refused() {
    let t = tempfile::tempdir().unwrap();
    put(t.path(), "usr/lib/postgresql/16/lib/x.so", b"");
    let spec = crate::wrapper::test_spec(17, None);
    let [lib, _] = spec.layout.parts();
    let text = extension_part(t.path(), lib, &spec)
        .unwrap_err()
        .to_string();
    let said = "neither lib/postgresql/17/lib nor share/postgresql/17/extension; \
                was it built for this PostgreSQL 17?";
    assert!(text.contains(said), "{text}");
    let spec = crate::wrapper::test_spec(16, None);
    let [lib, share] = spec.layout.parts();
    assert!(extension_part(t.path(), lib, &spec).unwrap().is_some());
    assert!(extension_part(t.path(), share, &spec).unwrap().is_none());
}

#[test]
fn libraries_of_the_system_alone_are_a_tree_without_parts() {
    let t = tempfile::tempdir().unwrap();
    let spec = crate::wrapper::test_spec(17, None);
    put(t.path(), &format!("usr/lib/{}/libx.so.1", spec.tuple), b"");
    for part in spec.layout.parts() {
        assert!(extension_part(t.path(), part, &spec).unwrap().is_none());
    }
    // An extension of another major that brings some is still that.
    put(t.path(), "usr/lib/postgresql/16/lib/x.so", b"");
    let [lib, _] = spec.layout.parts();
    let error = extension_part(t.path(), lib, &spec).unwrap_err();
    assert!(error.to_string().contains("built for this PostgreSQL 17"));
}
