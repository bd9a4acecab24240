use super::*;

fn read(rows: &[(&str, &str)]) -> Result<Settings> {
    let rows: Vec<_> = rows
        .iter()
        .map(|(n, v)| (n.to_string(), OsString::from(v)))
        .collect();
    Settings::read(|name| rows.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()))
}

#[test]
fn defaults_are_the_official_images() {
    let settings = read(&[("POSTGRES_PASSWORD", "x"), ("POSTGRES_USER", "")]).unwrap();
    let expected = Settings {
        pgdata: "/var/lib/postgresql/data".into(),
        user: "postgres".into(),
        password: "x".into(),
        database: "postgres".into(),
        initdb_args: Vec::new(),
        waldir: None,
        auth_method: None,
    };
    assert_eq!(settings, expected);
    settings.check().unwrap();
}

#[test]
fn the_database_is_named_as_the_user() {
    let settings = read(&[("POSTGRES_USER", "ann")]).unwrap();
    assert_eq!(settings.database, "ann");
    let settings = read(&[("POSTGRES_USER", "ann"), ("POSTGRES_DB", "shop")]).unwrap();
    assert_eq!(
        (settings.user, settings.database),
        ("ann".into(), "shop".into())
    );
}

#[test]
fn each_of_four_may_come_from_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("secret");
    fs::write(&path, "from a file\n\n").unwrap();
    for name in BY_FILE {
        let by_file = format!("{name}_FILE");
        let settings = read(&[(&by_file, path.to_str().unwrap())]).unwrap();
        let text = format!("{settings:?}");
        let words = text.contains(r#""from a file""#) || text.contains(r#"["from", "a", "file"]"#);
        assert!(words, "{text}");

        let both = read(&[(&by_file, "/x"), (name, "y")]).unwrap_err();
        let expected = format!(
            "both {name} and {name}_FILE are set, but they exclude each other: unset one of them"
        );
        assert_eq!(both.to_string(), expected);
    }
}

#[test]
fn an_absent_file_is_named() {
    let text = read(&[("POSTGRES_PASSWORD_FILE", "/nowhere/pw")])
        .unwrap_err()
        .to_string();
    let start = "POSTGRES_PASSWORD_FILE names /nowhere/pw, which cannot be read: No such file";
    assert!(text.starts_with(start), "{text}");
}

#[test]
fn nobody_gets_a_database_without_password_by_accident() {
    let text = read(&[("POSTGRES_PASSWORD", "")])
        .unwrap()
        .check()
        .unwrap_err()
        .to_string();
    assert!(
        text.contains("set POSTGRES_PASSWORD to a non-empty value"),
        "{text}"
    );
    let text = read(&[("POSTGRES_HOST_AUTH_METHOD", "md5")])
        .unwrap()
        .check();
    assert!(matches!(text, Err(Error::NoPassword)));
    read(&[("POSTGRES_HOST_AUTH_METHOD", "trust")])
        .unwrap()
        .check()
        .unwrap();
}

#[test]
fn a_password_is_one_line() {
    let text = read(&[("POSTGRES_PASSWORD", "a\nb")])
        .unwrap()
        .check()
        .unwrap_err()
        .to_string();
    assert!(text.contains("has more than one line"), "{text}");
}

#[test]
fn malformed_words_are_told() {
    let text = read(&[("POSTGRES_INITDB_ARGS", "--locale='C")])
        .unwrap_err()
        .to_string();
    assert_eq!(
        text,
        "POSTGRES_INITDB_ARGS cannot be split into words: a single quote is not closed"
    );
}
