//! Reads and installs a package of //tests/names, whose crate, SQL and library have names and
//! versions apart. The variables are those of main.rs.

mod content;
mod dpkg;
mod fields;
mod install;
mod shipped;

/// An environment variable.
fn variable(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} must be set, see tests/packages/deb/main.rs"))
}

#[test]
fn the_package_has_the_crates_version_and_the_library_that_of_its_sql() {
    assert_eq!(fields::field("Version"), "0.3.0");
    let files = shipped::files();
    let names = files.keys().map(|path| path.rsplit('/').next().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    let expected = [
        "names--1.1--1.2.sql",
        "names--1.2--1.3.sql",
        "names--1.2.sql",
        "names-1.2.so",
        "names.control",
    ];
    assert_eq!(names, expected);
}

#[test]
fn there_is_a_long_description_where_none_is_given() {
    let description = fields::field("Description");
    let long = description.lines().nth(1);
    let expected = format!(
        " For PostgreSQL {}: CREATE EXTENSION \"names\".",
        variable("DEB_MAJOR")
    );
    assert_eq!(long, Some(&expected[..]), "{description}");
}
