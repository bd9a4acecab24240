use super::{is_version, Info};

fn info() -> Info {
    Info {
        name: "postgresql-17-x".to_owned(),
        version: "1.2.0_rc1-r3".to_owned(),
        description: "what it is".to_owned(),
        url: "https://example.org/".to_owned(),
        maintainer: String::new(),
        arch: "all".to_owned(),
        license: "MIT".to_owned(),
        size: 7,
        depends: vec!["postgresql-17".to_owned(), "so:libc.so.6".to_owned()],
        provides: vec!["x=1".to_owned()],
        datahash: "aa".to_owned(),
    }
}

#[test]
fn what_is_written_is_what_is_read() {
    let text = info().to_string();
    assert!(
        text.starts_with("pkgname = postgresql-17-x\npkgver = 1.2.0_rc1-r3\n"),
        "{text}"
    );
    assert!(
        text.ends_with("depend = so:libc.so.6\nprovides = x=1\ndatahash = aa\n"),
        "{text}"
    );
    assert_eq!(Info::parse(&text), info());
    info().check().unwrap();
}

#[test]
fn versions_are_those_that_apk_can_sort() {
    for good in [
        "1-r0",
        "0.1.0-r12",
        "1.2b-r0",
        "1.0_rc1-r0",
        "1.0_alpha_p2-r0",
    ] {
        assert!(is_version(good), "{good}");
    }
    for bad in [
        "1.0",
        "1.0-rc1-r0",
        "1.0-r",
        "v1.0-r0",
        "1..0-r0",
        "1.0_new1-r0",
        "1.0+b-r0",
    ] {
        assert!(!is_version(bad), "{bad}");
    }
}

#[test]
fn what_apk_would_misread_is_refused() {
    type Change = fn(&mut Info);
    let cases: [(Change, &str); 6] = [
        (
            |i| i.name = "a b".to_owned(),
            "pkgname: \"a b\" is not letters",
        ),
        (
            |i| i.version = "1.0".to_owned(),
            "pkgver: \"1.0\" is not <number>.<number>",
        ),
        (
            |i| i.description = "a\nb".to_owned(),
            "pkgdesc: \"a\\nb\" is not one line",
        ),
        (|i| i.license.clear(), "license: \"\" is not one line"),
        (|i| i.arch.clear(), "arch: \"\" is not one word"),
        (
            |i| i.depends.push("a b".to_owned()),
            "depend: \"a b\" is not one word",
        ),
    ];
    for (change, text) in cases {
        let mut info = info();
        change(&mut info);
        let error = info.check().unwrap_err().to_string();
        assert!(error.starts_with(text), "{error}");
    }
}
