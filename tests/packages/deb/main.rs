//! Reads and installs a package of what ships with Debian's own dpkg.
//!
//! | variable | what it names |
//! |---|---|
//! | `DEB` | the package |
//! | `DEB_ARCHITECTURE` `DEB_MAJOR` | what it is for |
//! | `DEB_EXTENSION` | the extension's name |
//! | `DEB_EXTENSION_FILES` | the files that it packs, space-separated |
//! | `DEB_LOADER` | the target's dynamic loader |
//! | `DEB_LOCK` | the pins of PostgreSQL's packages |
//! | `DPKG_ROOT_FOLDER` | where dpkg and its libraries are |

mod content;
mod dpkg;
mod fields;
mod install;
mod linked;
mod shipped;

#[test]
fn crate_and_sql_are_of_one_version() {
    let versions = |path: &String| path.ends_with(&format!("--{}.sql", fields::field("Version")));
    assert!(shipped::files().keys().any(versions));
}

/// An environment variable of the table above.
fn variable(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} must be set, see tests/packages/deb/main.rs"))
}
