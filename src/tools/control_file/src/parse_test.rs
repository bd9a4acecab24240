use crate::{ControlFile, ParseError};

/// The rows of `tests/errors/extension/control_file_test.bzl`: a line, and the value of `x`.
const VALUES: &[(&str, &str)] = &[
    ("x = 'a'", "a"),
    ("x 'a'", "a"),
    ("x='a'", "a"),
    ("\t x = 'a' \r", "a"),
    ("x = ''", ""),
    ("x = a", "a"),
    ("x = $libdir", "!"),
    ("x = '$libdir/a'", "$libdir/a"),
    ("x = 'a' # y", "a"),
    ("x = 'a'#y = 'b'", "a"),
    ("x = 'a # b'", "a # b"),
    ("x = 'a = b'", "a = b"),
    ("x = 'it''s'", "it's"),
    (r"x = 'it\'s'", "it's"),
    (r"x = '\\\t\n\101\0601\q'", "\\\t\nA01q"),
    ("x = 'ä'", "ä"),
    ("x = ä", "ä"),
    ("x = 1.2", "1.2"),
    ("x = -1", "-1"),
    ("x = 10kB", "10kB"),
    ("x = 0x1F", "0x1F"),
    ("x = 1.5e+3", "1.5e+3"),
    ("x = .", "."),
    ("x = a-1.2/b:c", "a-1.2/b:c"),
    ("x = a.b.c", "a.b.c"),
    ("x = 'a'\nx = 'b'", "b"),
    ("x = 'a'\n# x = 'b'\ny = 'c'", "a"),
    ("x = 1.2.3", "!"),
    ("x = 1.5e", "!"),
    ("x = a.b", "!"),
    ("x = 'a", "!"),
    (r"x = 'a\'", "!"),
    ("x = 'a'b", "!"),
    ("x = 'a' 'b'", "!"),
    ("x = = a", "!"),
    ("x =", "!"),
    ("x", "!"),
    ("1 = a", "!"),
    ("'x' = a", "!"),
    ("x-y = a", "!"),
    ("x = \"a\"", "!"),
    ("x = +", "!"),
];

#[test]
fn values_are_read_as_postgresql_reads_them() {
    for (text, expected) in VALUES {
        let parsed = ControlFile::parse(text);
        let value = match &parsed {
            Ok(control) => control.get("x").unwrap(),
            Err(_) => "!",
        };
        assert_eq!(value, *expected, "{text}: {parsed:?}");
    }
}

#[test]
fn comments_and_empty_lines_are_nothing() {
    let text = "\n  \n# module_pathname = 'x'\n   #y = 'z'";
    assert_eq!(
        ControlFile::parse(text).unwrap(),
        ControlFile::default(),
        "{text}"
    );
}

#[test]
fn errors_name_the_line() {
    let error = ControlFile::parse("a = 'b'\n\n  c = d e\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 3 is no `name = value`: `c = d e`. A value with more than letters and digits \
         stands in single quotes, in which '' is a quote; a comment begins with #"
    );
    for directive in ["include", "Include_Dir", "include_if_exists"] {
        let error = ControlFile::parse(&format!("\n{directive} 'y'")).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "line 2: `{directive}` is not supported. Write the parameters of that file here"
            )
        );
    }
}

#[test]
fn booleans_are_postgresqls() {
    for (values, expected) in [
        (["true", "T", "'yes'", "y", "on", "1"], Ok(true)),
        (["false", "F", "'no'", "n", "of", "0"], Ok(false)),
        (["o", "2", "''", "truex", "'on '", "enabled"], Err(())),
    ] {
        for value in values {
            let control = ControlFile::parse(&format!("trusted = {value}")).unwrap();
            let read = control.boolean("trusted", true);
            if expected.is_err() {
                let text = read.unwrap_err().to_string();
                assert!(text.ends_with("but must be true or false"), "{text}");
            } else {
                assert_eq!(read.map_err(|_| ()), expected, "{value}");
            }
        }
    }
    assert_eq!(
        ControlFile::default().boolean("superuser", true),
        Ok::<_, ParseError>(true)
    );
}
