//! `MODULE.bazel` files, read as Bazel reads them.

use std::fs;
use std::path::Path;

use crate::machine::{launcher, Machine};

/// What stands in a `MODULE.bazel`, and what `module_calls` prints of it, `|` for a tab.
const CALLS: &[(&str, &[&str])] = &[
    (r#"bazel_dep(name = "a", version = "1")"#, &["bazel_dep|a|1"]),
    (
        "bazel_dep(\n    name = \"a\",\n    version = \"1\",\n    dev_dependency = True,\n)\n",
        &["bazel_dep|a|1"],
    ),
    (
        r#"bazel_dep(version='1',name='a',repo_name=None);bazel_dep(name="b",version="2")"#,
        &["bazel_dep|a|1", "bazel_dep|b|2"],
    ),
    (
        "bazel_dep(name = \"a\",  # version = \"9\")\n version = \"1\")",
        &["bazel_dep|a|1"],
    ),
    (r#"# bazel_dep(name = "a", version = "1")"#, &[]),
    (r#"bazel_dep(name = "overridden")"#, &[]),
    (r#"bazel_dep(name = "a", version = r"""1""")"#, &["bazel_dep|a|1"]),
    (
        "\"\"\"bazel_dep(name = \"a\", version = \"1\")\"\"\"\nbazel_dep(name = 'b', version = '2')",
        &["bazel_dep|b|2"],
    ),
    (
        "x = \"((\"\nother.bazel_dep(name = \"a\", version = \"1\")\nf(text = \"\"\"\nbazel_dep(name = \"b\", version = \"2\")\n\"\"\")",
        &[],
    ),
    (
        r##"local_path_override(module_name = "a", path = "../a #1")"##,
        &["local_path_override|a|../a #1"],
    ),
    (
        r#"local_path_override(path = 'it\'s', module_name = "a")"#,
        &["local_path_override|a|it's"],
    ),
    (r#"include("//a:b.MODULE.bazel")"#, &["include|//a:b.MODULE.bazel"]),
    (r#"include(label = "//:b.MODULE.bazel")"#, &["include|//:b.MODULE.bazel"]),
];

/// Writes a file, and the folders that it is in.
pub fn write(folder: &Path, name: &str, text: &str) {
    let file = folder.join(name);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(file, text).expect("a file");
}

/// The lines that a function of the launcher prints, without `folder`.
pub fn lines(machine: &Machine, launcher: &Path, folder: &Path, words: &[&str]) -> Vec<String> {
    let output = machine.call(launcher, words);
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words:?}: {errors}");
    let prefix = format!("{}/", folder.display());
    said.lines().map(|line| line.replace(&prefix, "")).collect()
}

/// The launcher of the tree.
pub fn own_launcher() -> std::path::PathBuf {
    launcher().parent().expect("tools/").join("launcher")
}

#[test]
fn module_files_are_read_as_bazel_reads_them() {
    let machine = Machine::debian();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("MODULE.bazel");
    for (text, expected) in CALLS {
        fs::write(&file, text).expect("a file");
        let words = ["module_calls", file.to_str().expect("UTF-8")];
        let found = lines(&machine, &own_launcher(), folder.path(), &words);
        let found: Vec<_> = found.iter().map(|line| line.replace('\t', "|")).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn what_a_module_includes_and_overrides_is_read_too() {
    let machine = Machine::debian();
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = folder.path().join("user");
    for (name, text) in [
        (
            "user/MODULE.bazel",
            r#"include("//a/b:c.MODULE.bazel"); local_path_override(module_name = "o", path = "../the other")"#,
        ),
        // Bazel refuses the circle; the launcher is not to hang in it.
        (
            "user/a/b/c.MODULE.bazel",
            "include('//:MODULE.bazel')\nlocal_path_override(path = '/nowhere')",
        ),
        (
            "the other/MODULE.bazel",
            "include('//:d.MODULE.bazel')\nlocal_path_override(path = '../third')",
        ),
        ("the other/d.MODULE.bazel", ""),
        // Bazel ignores an override that isn't the root module's.
        ("third/MODULE.bazel", ""),
    ] {
        write(folder.path(), name, text);
    }
    let words = ["module_files", workspace.to_str().expect("UTF-8")];
    let mut found = lines(&machine, &own_launcher(), folder.path(), &words);
    for path in &mut found {
        *path = path.replace("user/../", "");
    }
    assert_eq!(
        found,
        [
            "user/MODULE.bazel",
            "user/a/b/c.MODULE.bazel",
            "the other/MODULE.bazel",
            "the other/d.MODULE.bazel",
        ]
    );
}
