//! Which Bazel to run.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

const NO_BAZEL: &str = "\
this test runs a Bazel, and finds none: BAZEL_REAL is not set, and no folder of PATH ({path}) has one
to mend it: BAZEL_REAL=/path/to/bazel ./tools/bazel test ...";

/// BAZEL_REAL, which bazelisk sets, or the `bazel` on PATH; else what to say.
pub fn find(real: Option<OsString>, path: &OsStr) -> Result<PathBuf, String> {
    if let Some(real) = real.filter(|real| !real.is_empty()) {
        return Ok(real.into());
    }
    std::env::split_paths(path)
        .map(|folder| folder.join("bazel"))
        .find(|program| program.is_file())
        .ok_or_else(|| NO_BAZEL.replace("{path}", &path.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bazel_real_wins_over_the_path() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("bazel"), "").expect("a file");
        let path = folder.path().as_os_str();
        assert_eq!(find(Some("/real".into()), path), Ok("/real".into()));
        assert_eq!(find(Some("".into()), path), Ok(folder.path().join("bazel")));
        assert_eq!(find(None, path), Ok(folder.path().join("bazel")));
    }

    #[test]
    fn without_bazel_it_says_where_it_looked_and_what_mends_it() {
        assert_eq!(
            find(None, OsStr::new("/nowhere:/neither")),
            Err("\
this test runs a Bazel, and finds none: BAZEL_REAL is not set, and no folder of PATH (/nowhere:/neither) has one
to mend it: BAZEL_REAL=/path/to/bazel ./tools/bazel test ..."
                .to_owned())
        );
    }
}
