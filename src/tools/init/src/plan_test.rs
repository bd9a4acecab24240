use super::*;

fn plan(files: &[(&str, &str)]) -> Plan {
    let mut plan = Plan::default();
    for (path, text) in files {
        plan.write(path, text.to_string());
    }
    plan.add_line("ignored", "one");
    plan.add_line("ignored", "two");
    plan
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_exists_is_neither_replaced_nor_left_half_done() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("b"), "mine").unwrap();
    let files = [("a/a", "A"), ("b", "B")];
    let refused = plan(&files).carry_out(folder.path(), false).unwrap_err();
    let text = refused.to_string();
    assert!(
        text.starts_with("these exist, and nothing was written: b\n"),
        "{text}"
    );
    assert!(text.ends_with(":\n--- b\nB"), "{text}");
    assert_eq!(names(folder.path()), ["b"]);

    let written = plan(&files).carry_out(folder.path(), true).unwrap();
    assert_eq!(written, ["a/a", "ignored"]);
    assert_eq!(fs::read(folder.path().join("b")).unwrap(), b"mine");
    // A second time there is nothing to do.
    let same = [("a/a", "A")];
    let again = plan(&same).carry_out(folder.path(), false).unwrap();
    assert_eq!(again, [""; 0]);
}

#[test]
fn what_was_written_goes_where_the_rest_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    // A file is no folder.
    let files = [("new/a", "A"), ("file/b", "B")];
    let failed = plan(&files).carry_out(folder.path(), false).unwrap_err();
    assert!(failed.to_string().starts_with("cannot "), "{failed}");
    assert_eq!(names(folder.path()), ["file"]);
}

#[test]
fn lines_are_added_to_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ignored");
    fs::write(&path, "mine\ntwo").unwrap();
    plan(&[]).carry_out(folder.path(), false).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine\ntwo\none\n");
}
