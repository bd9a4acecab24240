use std::time::Duration;

use super::*;

/// A workspace with `expected/a.out`, as runfiles show it too.
struct Place {
    workspace: tempfile::TempDir,
    runfiles: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        let place = Place {
            workspace: tempfile::tempdir().unwrap(),
            runfiles: tempfile::tempdir().unwrap(),
        };
        for folder in ["expected", "other"] {
            fs::create_dir(place.workspace.path().join(folder)).unwrap();
        }
        fs::write(place.workspace.path().join("expected/a.out"), "0\n").unwrap();
        place
    }

    fn case(&self, name: &str, expected: bool) -> Case {
        let file = self.runfiles.path().join(format!("expected/{name}.out"));
        Case {
            name: name.into(),
            sql: format!("sql/{name}.sql").into(),
            setup: None,
            expected: Vec::from_iter(expected.then_some(file)),
        }
    }

    fn files(&self, cases: &[Case], folder: Option<&str>) -> Result<Vec<PathBuf>> {
        let (here, workspace) = (self.runfiles.path(), self.workspace.path());
        files(cases, folder.map(Path::new), here, workspace)
    }

    fn at(&self, path: &str) -> PathBuf {
        self.workspace.path().join(path)
    }
}

#[test]
fn outputs_go_where_the_expected_ones_are() {
    let place = Place::new();
    let cases = [place.case("a", true), place.case("b", false)];
    let both = [place.at("expected/a.out"), place.at("expected/b.out")];
    assert_eq!(place.files(&cases, None).unwrap(), both);
    assert_eq!(place.files(&cases, Some("expected")).unwrap(), both);
}

#[test]
fn a_folder_with_none_of_them_is_refused() {
    let place = Place::new();
    let text = place.files(&[place.case("a", true)], Some("other"));
    let text = text.unwrap_err().to_string();
    let (other, expected) = (place.at("other"), place.at("expected"));
    assert_eq!(
        text,
        format!(
            "{} has none of the test's expected outputs, which are in {}; nothing was written.\n\
             To mend it: leave the folder out, `--update`",
            other.display(),
            expected.display()
        )
    );
}

#[test]
fn a_first_output_needs_a_folder() {
    let place = Place::new();
    let cases = [place.case("b", false)];
    assert_eq!(
        place.files(&cases, Some("new")).unwrap(),
        [place.at("new/b.out")]
    );
    let text = place.files(&cases, None).unwrap_err().to_string();
    assert_eq!(
        text,
        "nothing says where b.out belongs, as the test has no expected output yet.\n\
         To mend it: name the folder, `--update <folder>`"
    );
}

#[test]
fn an_output_of_no_workspace_is_refused() {
    let place = Place::new();
    let text = place.files(&[place.case("gone", true)], None);
    let text = text.unwrap_err().to_string();
    assert!(text.contains("expected/gone.out does not exist"), "{text}");
}

#[test]
fn only_what_is_wrong_is_written() {
    let place = Place::new();
    let outcome = |name: &str, verdict| Outcome {
        name: name.into(),
        took: Duration::ZERO,
        actual: b"1\n".to_vec(),
        verdict,
    };
    let outcomes = [
        // By another of its expected files.
        outcome("a", Verdict::Same),
        outcome("b", Verdict::Unknown),
    ];
    let files = [place.at("expected/a.out"), place.at("new/b.out")];
    assert_eq!(write(&outcomes, &files).unwrap(), files[1..]);
    assert_eq!(fs::read(&files[0]).unwrap(), b"0\n");
    assert_eq!(fs::read(&files[1]).unwrap(), b"1\n");
    assert_eq!(write(&outcomes, &files).unwrap(), Vec::<PathBuf>::new());
}
