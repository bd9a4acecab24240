//! The package in roots where PostgreSQL's packages count as installed, or not.

use crate::dpkg::Root;
use crate::shipped::{copyright, files, package};
use crate::variable;

/// The pinned packages that the package under test may depend on.
pub fn pinned() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(variable("DEB_LOCK")).unwrap();
    let lock: serde_json::Value = serde_json::from_str(&text).unwrap();
    let pins = lock["packages"].as_array().unwrap().iter();
    let ours = pins.filter(|pin| pin["architecture"] == variable("DEB_ARCHITECTURE").as_str());
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    ours.map(|pin| (text(&pin["name"]), text(&pin["version"])))
        .collect()
}

#[test]
fn dpkg_installs_verifies_and_purges_it() {
    let root = Root::new(&pinned());
    let (good, said) = root.dpkg(&["--install", &variable("DEB")]);
    assert!(good, "{said}");
    for (path, bytes) in files() {
        assert!(
            std::fs::read(root.path(&path)).unwrap() == bytes,
            "{path} differs"
        );
    }
    let (_, status) = root.dpkg(&["--status", &package()]);
    assert!(status.contains("Status: install ok installed"), "{status}");
    assert_eq!(root.dpkg(&["--verify", &package()]), (true, String::new()));

    let changed = copyright();
    std::fs::write(root.path(&changed), "changed").unwrap();
    let (_, said) = root.dpkg(&["--verify", &package()]);
    assert!(said.contains("5") && said.contains(&changed), "{said}");

    let (good, said) = root.dpkg(&["--purge", &package()]);
    assert!(good, "{said}");
    assert!(
        files().keys().all(|path| !root.path(path).exists()),
        "{said}"
    );
}

#[test]
fn dpkg_refuses_it_without_postgresql() {
    let mut installed = pinned();
    let server = format!("postgresql-{}", variable("DEB_MAJOR"));
    installed.retain(|(name, _)| *name != server);
    let (good, said) = Root::new(&installed).dpkg(&["--install", &variable("DEB")]);
    assert!(!good);
    assert!(said.contains(&format!("depends on {server}")), "{said}");
}

#[test]
fn dpkg_refuses_it_beside_an_older_libc() {
    let mut installed = pinned();
    let libc = installed
        .iter_mut()
        .find(|(name, _)| name == "libc6")
        .unwrap();
    libc.1 = "2.3-1".to_owned();
    let (good, said) = Root::new(&installed).dpkg(&["--install", &variable("DEB")]);
    assert!(!good);
    assert!(said.contains("depends on libc6 (>= "), "{said}");
}
