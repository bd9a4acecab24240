//! Which packages bring the extensions that a control file requires.

use crate::Error;
use control_file::ControlFile;
use package_tree::Tree;

/// An extension that a server can be given, and the package that it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// What follows CREATE EXTENSION.
    pub extension: String,
    /// Name of the package.
    pub package: String,
}

impl std::str::FromStr for Provider {
    type Err = Error;

    fn from_str(argument: &str) -> Result<Self, Error> {
        match argument.split_once('=') {
            Some((extension, package)) if !extension.is_empty() && !package.is_empty() => {
                Ok(Self {
                    extension: extension.to_owned(),
                    package: package.to_owned(),
                })
            }
            _ => Err(Error::BadProvider(argument.to_owned())),
        }
    }
}

/// The packages of what the control files in `tree` require. What is in none is PostgreSQL's own.
///
/// # Errors
/// A control file cannot be read.
pub fn packages(tree: &Tree, providers: &[Provider]) -> Result<Vec<String>, Error> {
    let mut packages = Vec::new();
    for (path, bytes) in tree.files().filter(|(path, _)| path.ends_with(".control")) {
        let read = |text: &str| ControlFile::parse(text)?.requires();
        let required = read(&String::from_utf8_lossy(bytes)).map_err(|source| Error::Control {
            path: path.to_owned(),
            source,
        })?;
        let brings = |it: &&Provider| required.contains(&it.extension);
        packages.extend(providers.iter().filter(brings).map(|it| it.package.clone()));
    }
    packages.sort();
    packages.dedup();
    Ok(packages)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packages_of(control: &str) -> Result<Vec<String>, Error> {
        let mut tree = Tree::default();
        let path = "usr/share/postgresql/17/extension/x.control";
        tree.insert(path, control.as_bytes().to_vec()).unwrap();
        let providers = ["vector=postgresql-17-pgvector", "tap=postgresql-17-tap"];
        packages(&tree, &providers.map(|it| it.parse().unwrap()))
    }

    #[test]
    fn what_only_tests_have_is_no_dependency() {
        let packages = packages_of("requires = 'vector, hstore'").unwrap();
        assert_eq!(packages, ["postgresql-17-pgvector"]);
        assert!(packages_of("comment = 'x'").unwrap().is_empty());
    }

    #[test]
    fn a_list_that_postgresql_refuses_is_refused() {
        let text = packages_of("requires = 'a,'").unwrap_err().to_string();
        assert_eq!(
            text,
            "usr/share/postgresql/17/extension/x.control: `requires` is `a,`, \
             but must be names with commas between them"
        );
    }

    #[test]
    fn a_provider_without_package_is_refused() {
        let text = "vector=".parse::<Provider>().unwrap_err().to_string();
        assert_eq!(
            text,
            "\"vector=\" is not <extension>=<package>, such as vector=postgresql-17-pgvector"
        );
    }
}
