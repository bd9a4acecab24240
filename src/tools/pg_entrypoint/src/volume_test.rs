use super::*;

fn database(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("PG_VERSION"), "17\n").unwrap();
}

#[test]
fn a_database_of_another_major_is_found_wherever_it_was_kept() {
    for place in ["", "data", "17/docker"] {
        let dir = tempfile::tempdir().unwrap();
        let pgdata = dir.path().join("18/docker");
        check(&pgdata).unwrap();
        let other = dir.path().join(place);
        database(&other);
        let text = check(&pgdata).unwrap_err().to_string();
        let start = format!("there is no database in {}", pgdata.display());
        assert!(text.starts_with(&start), "{text}");
        assert!(text.contains(other.to_str().unwrap()), "{text}");
        assert!(text.contains("pg_upgrade"), "{text}");
    }
}

#[test]
fn one_database_per_volume_hides_none() {
    let dir = tempfile::tempdir().unwrap();
    database(&dir.path().join("17/docker"));
    check(&dir.path().join("data")).unwrap();
    check(&dir.path().join("of/docker")).unwrap();
    check(Path::new("/nowhere/18/docker")).unwrap();
}

#[test]
fn mounts_are_recognised_by_their_place() {
    let mounts =
        "36 35 98:0 /root /var/lib/postgresql/data rw,noatime master:1 - ext3 /dev/sda rw\n";
    assert!(is_mounted(mounts, Path::new("/var/lib/postgresql/data")));
    assert!(!is_mounted(mounts, Path::new("/var/lib/postgresql")));
    assert!(!is_mounted(mounts, Path::new("/root")));
}
