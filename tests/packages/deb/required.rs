//! The package of an extension whose control file requires another one of //tests/names.
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

#[test]
fn dpkg_installs_it_beside_that_package_alone() {
    let server = format!("postgresql-{}", variable("DEB_MAJOR"));
    let required = format!("{server}-names");
    let installed = [server.as_str(), "libc6", "libgcc-s1"].map(|name| (name.into(), "99".into()));
    let root = dpkg::Root::new(&installed);
    let (good, said) = root.dpkg(&["--install", &variable("DEB")]);
    assert!(!good);
    assert!(said.contains(&format!("depends on {required}")), "{said}");

    let mut installed = installed.to_vec();
    installed.push((required, "1".into()));
    let root = dpkg::Root::new(&installed);
    let (good, said) = root.dpkg(&["--install", &variable("DEB")]);
    assert!(good, "{said}");
    let control = format!(
        "usr/share/postgresql/{}/extension/over_names.control",
        variable("DEB_MAJOR")
    );
    assert!(root.path(&control).exists());
}
