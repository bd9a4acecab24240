use super::*;
use std::fs;
use std::os::unix::net::UnixListener;

fn who() -> Who {
    Who {
        user: "ann".into(),
        database: "shop".into(),
    }
}

/// Checks a data folder whose server answers the first message with these bytes.
fn answered(answer: &'static [u8]) -> (Result<String, Unhealthy>, Vec<u8>) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().display();
    let file = format!("1\n{path}\n2\n5432\n{path}\n*\n3 4\nready\n");
    fs::write(dir.path().join("postmaster.pid"), file).unwrap();
    let listener = UnixListener::bind(dir.path().join(".s.PGSQL.5432")).unwrap();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut length = [0; 4];
        stream.read_exact(&mut length).unwrap();
        let mut message = vec![0; u32::from_be_bytes(length) as usize - 4];
        stream.read_exact(&mut message).unwrap();
        stream.write_all(answer).unwrap();
        message
    });
    let result = check(dir.path(), &who(), TIMEOUT);
    (result, server.join().unwrap())
}

#[test]
fn any_answer_about_the_user_is_healthy() {
    let (result, asked) = answered(b"R\0\0\0\x08\0\0\0\x0a");
    assert!(result.unwrap().ends_with("/.s.PGSQL.5432"));
    assert_eq!(asked, b"\0\x03\0\0user\0ann\0database\0shop\0\0");
    let (result, _) = answered(b"E\0\0\0\x19SFATAL\0C28000\0Mwho?\0\0");
    result.unwrap();
}

#[test]
fn a_starting_server_is_not() {
    let (result, _) = answered(b"E\0\0\0\x1cSFATAL\0C57P03\0Mnot yet\0\0");
    let text = result.unwrap_err().to_string();
    assert!(
        text.ends_with("takes no connections now: not yet"),
        "{text}"
    );
}

#[test]
fn another_protocol_is_not() {
    let (result, _) = answered(b"HTTP/1.1 400");
    let text = result.unwrap_err().to_string();
    assert!(
        text.ends_with("not the answer of a PostgreSQL server"),
        "{text}"
    );
}

#[test]
fn a_folder_without_server_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let text = || check(dir.path(), &who(), TIMEOUT).unwrap_err().to_string();
    assert_eq!(
        text(),
        format!("no server runs on {}", dir.path().display())
    );
    fs::create_dir(dir.path().join(MARKER)).unwrap();
    assert!(text().ends_with("is still being initialised, or that has failed"));
}

#[test]
fn addresses_are_those_that_can_be_reached() {
    let rows = [
        ("*", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),
        ("10.0.0.7", "10.0.0.7"),
    ];
    for (listened, expected) in rows {
        assert_eq!(ip(Some(listened)).to_string(), expected);
    }
    assert_eq!(ip(None).to_string(), "127.0.0.1");
}

#[test]
fn arguments_are_few() {
    let parse = |words: &[&str]| {
        let words: Vec<_> = words.iter().map(OsString::from).collect();
        timeout(&words).ok()
    };
    assert_eq!(parse(&[]), Some(TIMEOUT));
    assert_eq!(parse(&["--timeout=7"]), Some(Duration::from_secs(7)));
    for wrong in ["--timeout=0", "--timeout=x", "-t"] {
        assert_eq!(parse(&[wrong]), None, "{wrong}");
    }
    assert_eq!(parse(&["--timeout=1", "x"]), None);
}
