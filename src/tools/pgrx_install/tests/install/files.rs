//! How files reach the disk.

use pgrx_install::write_all;
use std::path::PathBuf;

/// A new empty folder under the test runner's temporary one.
fn empty_folder(name: &str) -> PathBuf {
    let root = std::env::var_os("TEST_TMPDIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = root.join(format!("pgrx_install_{name}_{}", std::process::id()));
    std::fs::create_dir(&folder).expect("the folder is new");
    folder
}

#[test]
fn all_files_are_written() {
    let folder = empty_folder("written");
    let (sql, control) = (folder.join("a.sql"), folder.join("a.control"));
    write_all(&[(&sql, "old"), (&control, "c")]).unwrap();
    write_all(&[(&sql, "new"), (&control, "c")]).unwrap();
    assert_eq!(std::fs::read_to_string(sql).unwrap(), "new");
    assert_eq!(
        std::fs::read_dir(&folder).unwrap().count(),
        2,
        "no temporary file stays"
    );
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn nothing_is_written_where_one_file_cannot_be() {
    let folder = empty_folder("refused");
    let (sql, control) = (folder.join("a.sql"), folder.join("missing/a.control"));
    let error = write_all(&[(&sql, "s"), (&control, "c")])
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with(&format!("cannot write {}: ", control.display())),
        "{error}"
    );
    assert_eq!(
        std::fs::read_dir(&folder).unwrap().count(),
        0,
        "nothing is left behind"
    );
    std::fs::remove_dir_all(folder).unwrap();
}
