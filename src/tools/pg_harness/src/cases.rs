//! Which SQL files are run, and what each is expected to print.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{self, Error, Result};

/// One SQL file and the outputs that are right for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The SQL file's name without `.sql`.
    pub name: String,
    pub sql: PathBuf,
    /// What runs in its database before, where there is such a file.
    pub setup: Option<Setup>,
    /// `<name>.out`, then `pg_regress`'s alternatives `<name>_0.out` to `<name>_9.out`.
    pub expected: Vec<PathBuf>,
}

/// `setup.sql`, which prepares the databases of all other files (cargo-pgrx's `regress` runs it first).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The file.
    pub sql: PathBuf,
    /// Whether it is a case, too, as it has expected output; otherwise it must have no errors.
    pub compared: bool,
}

const SETUP: &str = "setup";

/// Pairs SQL files with expected files: the setup first, the others sorted by name. Each given
/// path is a file or a folder of files.
///
/// # Errors
/// Where there is no SQL file, two have one name, or an expected file belongs
/// to none (a renamed test would otherwise go unnoticed).
pub fn collect(sql: &[PathBuf], expected: &[PathBuf]) -> Result<Vec<Case>> {
    let mut outputs = by_stem(expected, "out")?;
    let files = by_stem(sql, "sql")?;
    let mut setup = None;
    let mut cases = Vec::new();
    for (name, sql) in files {
        let alternatives = (0..=9).map(|n| format!("{name}_{n}"));
        let names = std::iter::once(name.clone()).chain(alternatives);
        let expected: Vec<_> = names.filter_map(|n| outputs.remove(&n)).collect();
        if name == SETUP {
            let compared = !expected.is_empty();
            setup = Some(Setup {
                sql: sql.clone(),
                compared,
            });
            if !compared {
                continue;
            }
        }
        cases.push(Case {
            name,
            sql,
            setup: None,
            expected,
        });
    }
    for case in cases.iter_mut().filter(|case| case.name != SETUP) {
        case.setup.clone_from(&setup);
    }
    // Where it is wrong, all others are too: it is to be read first.
    cases.sort_by_key(|case| case.name != SETUP);
    if let Some((_, path)) = outputs.first_key_value() {
        let path = path.display();
        return Err(Error::Input(format!(
            "{path} belongs to no SQL file; remove it, or add the SQL file of that name"
        )));
    }
    if cases.is_empty() {
        return Err(Error::Input("no SQL file was given".into()));
    }
    Ok(cases)
}

/// All files with the extension, by their name without it.
fn by_stem(paths: &[PathBuf], extension: &str) -> Result<BTreeMap<String, PathBuf>> {
    let mut found = BTreeMap::new();
    for path in paths {
        for file in files(path)? {
            if file.extension().is_none_or(|e| e != extension) {
                continue;
            }
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let (name, file) = (
                stem.into_owned(),
                std::path::absolute(&file).unwrap_or(file),
            );
            if let Some(first) = found.insert(name, file.clone()) {
                return Err(Error::Input(format!(
                    "{} and {} have the same name; rename one",
                    first.display(),
                    file.display()
                )));
            }
        }
    }
    Ok(found)
}

fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return match path.exists() {
            true => Ok(vec![path.to_path_buf()]),
            false => Err(Error::Input(format!("{} does not exist", path.display()))),
        };
    }
    let entries = fs::read_dir(path).map_err(error::file("list", path))?;
    Ok(entries.flatten().map(|e| e.path()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for file in files {
            fs::write(dir.path().join(file), "").unwrap();
        }
        dir
    }

    #[test]
    fn alternatives_follow_the_first_expected_file() {
        let dir = folder(&["b.sql", "a.sql", "a.out", "a_1.out", "b.out", "README"]);
        let path = [dir.path().to_path_buf()];
        let cases = collect(&path, &path).unwrap();
        let shown: Vec<_> = cases.iter().map(|c| (&*c.name, c.expected.len())).collect();
        assert_eq!(shown, [("a", 2), ("b", 1)]);
        assert!(cases[0].expected[0].ends_with("a.out"));
    }

    #[test]
    fn setup_runs_before_all_others() {
        let dir = folder(&["a.sql", "setup.sql", "z.sql"]);
        let path = [dir.path().to_path_buf()];
        let setup = |compared| {
            let sql = dir.path().join("setup.sql");
            Some(Setup { sql, compared })
        };
        let shown =
            |cases: Vec<Case>| -> Vec<_> { cases.into_iter().map(|c| (c.name, c.setup)).collect() };
        let named = |name: &str, setup| (name.to_owned(), setup);
        let alone = shown(collect(&path, &[]).unwrap());
        assert_eq!(alone, [named("a", setup(false)), named("z", setup(false))]);
        for output in ["setup_1.out", "setup.out"] {
            fs::write(dir.path().join(output), "").unwrap();
            let first = shown(collect(&path, &path).unwrap());
            let others = [named("a", setup(true)), named("z", setup(true))];
            assert_eq!(first[0], named("setup", None));
            assert_eq!(first[1..], others);
        }
    }

    #[test]
    fn an_expected_file_without_sql_is_an_error() {
        let dir = folder(&["a.sql", "a.out", "gone.out"]);
        let path = [dir.path().to_path_buf()];
        let text = collect(&path, &path).unwrap_err().to_string();
        assert!(text.contains("gone.out belongs to no SQL file"), "{text}");
    }

    #[test]
    fn no_sql_file_is_an_error() {
        let text = collect(&[], &[]).unwrap_err().to_string();
        assert_eq!(text, "no SQL file was given");
    }
}
