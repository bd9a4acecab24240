//! What psql shows long results with: psql itself loses them where the program isn't there.

use std::ffi::{OsStr, OsString};
use std::path::Path;

/// The variable that psql reads first.
pub const VARIABLE: &str = "PSQL_PAGER";
/// What is tried where the user names none.
const USUAL: [&str; 2] = ["less", "more"];

/// The first pager that exists, of those that the user's variables name and of the usual ones; an
/// empty one, which means none, as it is. `None` where there is none.
pub fn find(variable: impl Fn(&str) -> Option<OsString>) -> Option<OsString> {
    let path = variable("PATH").unwrap_or_default();
    let named = [VARIABLE, "PAGER"].iter().filter_map(|name| variable(name));
    let mut all = named.chain(USUAL.iter().map(OsString::from));
    all.find(|command| {
        let text = command.to_string_lossy();
        let program = text.split_whitespace().next();
        program.is_none_or(|program| exists(program, &path))
    })
}

/// Whether a program is a file at a path, or of that name in a folder of `path`.
fn exists(program: &str, path: &OsStr) -> bool {
    if program.contains('/') {
        return Path::new(program).is_file();
    }
    std::env::split_paths(path).any(|folder| folder.join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pairs: &[(&str, &str)], programs: &[&str]) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        for program in programs {
            std::fs::write(folder.path().join(program), "").unwrap();
        }
        let variable = |name: &str| match name {
            "PATH" => Some(folder.path().into()),
            _ => pairs.iter().find(|(n, _)| *n == name).map(|p| p.1.into()),
        };
        find(variable).map(|found| found.into_string().unwrap())
    }

    #[test]
    fn the_users_comes_first_where_it_exists() {
        let both = [("PAGER", "most"), ("PSQL_PAGER", "less -S")];
        assert_eq!(found(&both, &["most", "less"]), Some("less -S".into()));
        assert_eq!(found(&both, &["most"]), Some("most".into()));
        assert_eq!(found(&both, &["more"]), Some("more".into()));
        assert_eq!(found(&both, &[]), None);
    }

    #[test]
    fn an_empty_one_means_none() {
        assert_eq!(found(&[("PAGER", "")], &["less"]), Some(String::new()));
        assert_eq!(found(&[("PAGER", "/nowhere/less")], &[]), None);
    }
}
