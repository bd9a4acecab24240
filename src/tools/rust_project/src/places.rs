//! Where the files lie that actions see below their own folder.

use std::path::{Component, Path, PathBuf};

/// The folders that a build has its files in.
#[derive(Debug)]
pub struct Places {
    /// The sources of the main module.
    pub workspace: PathBuf,
    /// Bazel's: `external` with other modules' sources.
    output_base: PathBuf,
    /// What was built, `bazel-out`, lies in it.
    exec_root: PathBuf,
}

impl Places {
    /// Finds Bazel's folders by where this program lies, `<output base>/execroot/<name>/bazel-out/...`.
    ///
    /// # Errors
    /// Where it lies elsewhere.
    pub fn new(program: &Path, workspace: PathBuf) -> Result<Places, String> {
        let strange = || format!("{} is in no execroot of Bazel's", program.display());
        let program = program.canonicalize().map_err(|_| strange())?;
        let parts: Vec<_> = program.components().collect();
        let execroot = Component::Normal("execroot".as_ref());
        let at = parts.iter().rposition(|part| *part == execroot);
        let at = at.filter(|at| at + 2 < parts.len()).ok_or_else(strange)?;
        Ok(Places {
            workspace,
            output_base: parts[..at].iter().collect(),
            exec_root: parts[..at + 2].iter().collect(),
        })
    }

    /// The file of a path that an action sees.
    pub fn find(&self, path: &str) -> String {
        let base = match path.split('/').next() {
            // Bazel takes links to other modules away as it likes; their folders stay.
            Some("external") => &self.output_base,
            Some("bazel-out") => &self.exec_root,
            _ => &self.workspace,
        };
        base.join(path).display().to_string()
    }

    /// A variable's value, in which rules_rust writes `${pwd}` for an action's folder.
    pub fn fill(&self, value: &str) -> String {
        match value.strip_prefix("${pwd}/") {
            Some(path) => self.find(path),
            None => value.replace("${pwd}", &self.workspace.display().to_string()),
        }
    }
}

#[cfg(test)]
impl Places {
    /// Folders that don't exist.
    pub fn invented() -> Places {
        Places {
            workspace: "/sources".into(),
            output_base: "/base".into(),
            exec_root: "/base/execroot/_main".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_by_its_first_folder() {
        let places = Places::invented();
        assert_eq!(places.find("external/x/lib.rs"), "/base/external/x/lib.rs");
        let built = "bazel-out/k8-opt/bin/x";
        assert_eq!(places.find(built), format!("/base/execroot/_main/{built}"));
        assert_eq!(places.find("src/lib.rs"), "/sources/src/lib.rs");
        assert_eq!(places.fill("${pwd}/external/x"), "/base/external/x");
        assert_eq!(places.fill("${pwd}"), "/sources");
        assert_eq!(places.fill("1.2"), "1.2");
    }

    #[test]
    fn folders_are_those_of_the_program() {
        let base = tempfile::tempdir().unwrap();
        let base = base.path().canonicalize().unwrap();
        let program = base.join("execroot/_main/bazel-out/bin/program");
        std::fs::create_dir_all(program.parent().unwrap()).unwrap();
        std::fs::write(&program, "").unwrap();
        let places = Places::new(&program, "/sources".into()).unwrap();
        assert_eq!(places.output_base, base);
        assert_eq!(places.exec_root, base.join("execroot/_main"));
        let elsewhere = Places::new(&base, "/sources".into()).unwrap_err();
        assert!(elsewhere.ends_with(" is in no execroot of Bazel's"));
    }
}
