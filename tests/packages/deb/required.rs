//! Reads the package of an extension whose control file requires another one of //tests/names.
//! The variables are those of main.rs.

mod dpkg;

/// An environment variable.
fn variable(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} must be set, see tests/packages/deb/main.rs"))
}

#[test]
fn it_depends_on_the_package_of_what_it_requires() {
    let depends = dpkg::dpkg_deb(&["--field", &variable("DEB"), "Depends"]);
    let major = variable("DEB_MAJOR");
    let expected = format!("postgresql-{major}, postgresql-{major}-names, libc6 (>= ");
    assert!(depends.starts_with(&expected), "{depends}");
}
