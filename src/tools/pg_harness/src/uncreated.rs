//! A SQL file that uses an extension which nothing has created.

use std::fs;

use crate::cases::Case;

/// What to say of such a file: its output has errors for want of the extension `name`. `None` where that
/// is not what is wrong.
pub fn explain(case: &Case, printed: &[u8], name: &str) -> Option<String> {
    let lacks = |line: &str| line.starts_with("ERROR:") && line.ends_with("does not exist");
    let lacking = String::from_utf8_lossy(printed).lines().any(lacks);
    let creates = |path| {
        let text = fs::read(path).unwrap_or_default().to_ascii_lowercase();
        String::from_utf8_lossy(&text).contains("create extension")
    };
    let setup = case.setup.as_ref().map(|setup| &setup.sql);
    let created = std::iter::once(&case.sql).chain(setup).any(creates);
    (lacking && !created).then(|| {
        format!(
            "{}.sql creates no extension, and each file has a database of its own.\n\
             To mend it: begin it with `CREATE EXTENSION \"{name}\";`, or write a setup.sql with that line \
             beside it, which then runs before each file.",
            case.name
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::Setup;

    const LACKS: &[u8] =
        b"SELECT hello();\nERROR:  function hello() does not exist\nLINE 1: SELECT\n";

    #[test]
    fn a_file_that_creates_it_or_has_no_such_error_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = dir.path().join(name);
            fs::write(&path, text).unwrap();
            path
        };
        let case = |sql, setup| Case {
            name: "t".into(),
            sql,
            setup,
            expected: Vec::new(),
        };
        let plain = case(file("t.sql", "SELECT hello();\n"), None);
        let text = explain(&plain, LACKS, "hello").unwrap();
        assert_eq!(
            text,
            "t.sql creates no extension, and each file has a database of its own.\n\
             To mend it: begin it with `CREATE EXTENSION \"hello\";`, or write a setup.sql with that line \
             beside it, which then runs before each file."
        );
        assert_eq!(
            explain(&plain, b"ERROR:  division by zero\n", "hello"),
            None
        );
        let own = case(file("own.sql", "Create Extension hello;\n"), None);
        assert_eq!(explain(&own, LACKS, "hello"), None);
        let setup = Setup {
            sql: own.sql,
            compared: false,
        };
        let prepared = case(plain.sql, Some(setup));
        assert_eq!(explain(&prepared, LACKS, "hello"), None);
    }
}
