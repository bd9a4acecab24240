use super::*;

fn put(dir: &Path, files: &[&str]) {
    for path in files {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "17\n").unwrap();
    }
}

#[test]
fn states_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let pgdata = dir.path().join("data");
    assert_eq!(inspect(&pgdata).unwrap(), State::Empty);
    fs::create_dir(&pgdata).unwrap();
    assert_eq!(inspect(&pgdata).unwrap(), State::Empty);
    put(&pgdata, &["lost+found/x", "other"]);
    assert_eq!(
        inspect(&pgdata).unwrap(),
        State::Foreign("lost+found".into())
    );
    let text = has_database(&pgdata).unwrap_err().to_string();
    let start = format!("{} holds lost+found, but no database", pgdata.display());
    assert!(
        text.starts_with(&start) && text.contains("set PGDATA to an empty"),
        "{text}"
    );
    put(&pgdata, &["PG_VERSION"]);
    assert_eq!(inspect(&pgdata).unwrap(), State::Ready);
    fs::write(pgdata.join("PG_VERSION"), "").unwrap();
    assert!(matches!(inspect(&pgdata).unwrap(), State::Foreign(_)));
}

#[test]
fn a_folder_is_unfinished_from_begin_to_finish() {
    let dir = tempfile::tempdir().unwrap();
    let pgdata = dir.path();
    let mut unfinished = Unfinished::begin(pgdata).unwrap();
    assert_eq!(inspect(pgdata).unwrap(), State::HalfMade);
    put(&unfinished.fresh(), &["PG_VERSION", "base/1/x"]);
    put(&unfinished.notes().unwrap(), &["note"]);
    fs::set_permissions(unfinished.fresh(), Permissions::from_mode(0o750)).unwrap();
    unfinished.move_up().unwrap();
    assert!(pgdata.join("base/1/x").exists());
    let mode = fs::metadata(pgdata).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o750);
    let text = has_database(pgdata).unwrap_err().to_string();
    assert!(
        text.contains("an initialisation that did not finish"),
        "{text}"
    );
    assert!(text.contains("-mindepth 1 -delete"), "{text}");
    unfinished.finish().unwrap();
    assert!(has_database(pgdata).unwrap());
}

#[test]
fn a_folder_of_another_user_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let owner = fs::metadata(dir.path()).unwrap().uid();
    check_owner(dir.path(), owner).unwrap();
    let uid = 1_000_680_000;
    let text = check_owner(dir.path(), uid).unwrap_err().to_string();
    let path = dir.path().display();
    let start = format!("{path} belongs to uid {owner}, and PostgreSQL starts in");
    assert!(text.starts_with(&start), "{text}");
    assert!(
        text.contains(&format!("uid {uid}, so nothing was")),
        "{text}"
    );
    assert!(text.contains(&format!("such as {path}/pgdata")), "{text}");
}

#[test]
fn what_initdb_has_not_made_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let unfinished = Unfinished::begin(dir.path()).unwrap();
    put(&unfinished.fresh(), &["PG_VERSION"]);
    let error = unfinished.give_up(Error::NoSocket);
    assert!(matches!(error, Error::NoSocket));
    assert_eq!(inspect(dir.path()).unwrap(), State::Empty);
}

#[test]
fn later_the_state_is_kept_and_told() {
    let dir = tempfile::tempdir().unwrap();
    let mut unfinished = Unfinished::begin(dir.path()).unwrap();
    put(&unfinished.fresh(), &["PG_VERSION"]);
    unfinished.move_up().unwrap();
    let error = unfinished.give_up(Error::Stopped { signal: 15 });
    assert_eq!(error.exit_status(), 143);
    let text = error.to_string();
    assert!(text.contains("failed: ended by signal 15"), "{text}");
    assert!(
        text.contains("is incomplete and will not be used"),
        "{text}"
    );
    assert_eq!(inspect(dir.path()).unwrap(), State::HalfMade);
}

#[test]
fn too_wide_rights_are_taken_away() {
    let dir = tempfile::tempdir().unwrap();
    let mode = |wide| {
        fs::set_permissions(dir.path(), Permissions::from_mode(wide)).unwrap();
        narrow(dir.path());
        fs::metadata(dir.path()).unwrap().permissions().mode() & 0o777
    };
    assert_eq!(
        (mode(0o775), mode(0o750), mode(0o700)),
        (0o700, 0o750, 0o700)
    );
}
