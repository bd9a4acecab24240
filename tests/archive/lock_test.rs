//! `debian_lock`, and the machine's apt, against an archive that is laid out as PGDG's: majors side by side, a
//! suite `<Debian's>-pgdg`, a component for each older major's libraries, packages in `pool/main/p/<source>`.

mod lock_case;

use std::fs;

use archive::Key;
use lock_case::{package, Case, PGDG, RENEW};

#[test]
fn each_package_is_pinned_and_the_lock_says_of_which_archive() {
    let case = Case::new();
    assert_eq!(case.succeeds("update"), "renewed pg (4 pins looked up)\n");
    let lock = case.lock();
    assert_eq!(
        lock["archive"],
        serde_json::json!({
            "url": format!("{}/apt", case.mirror.address()),
            "components": ["main"],
            "keyring": "../keys/pgdg.asc",
        })
    );
    let pins = lock["packages"].as_array().expect("pins");
    for (pin, (name, architecture)) in pins.iter().zip([
        ("postgresql-16", "amd64"),
        ("postgresql-16", "arm64"),
        ("postgresql-server-dev-16", "amd64"),
        ("postgresql-server-dev-16", "arm64"),
    ]) {
        let version = "16.4-1.pgdg120+1";
        let published = package("postgresql-16", name, version, architecture, "main");
        let mut expected = published.pin("own");
        expected["suite"] = PGDG.suite.into();
        assert_eq!(*pin, expected);
    }
    assert_eq!(pins.len(), 4);
    assert_eq!(
        case.succeeds("update"),
        "4 pins of 1 sets are current\n",
        "the same archive gives the same lock"
    );
    assert_eq!(case.succeeds("check"), "");
}

#[test]
fn components_are_looked_in_that_the_set_names() {
    let case = Case::new();
    case.set("[libpgtypes3, libpq5]", "components: [\"16\"]\n");
    case.succeeds("update");
    let versions = || -> Vec<String> {
        let lock = case.lock();
        let pins = lock["packages"].as_array().expect("pins").iter();
        pins.map(|pin| pin["version"].as_str().expect("a version").to_owned())
            .collect()
    };
    assert_eq!(versions(), ["16.11-1.pgdg120+1"; 4]);
    // Of several, the newest.
    case.set("[libpq5]", "components: [main, \"16\"]\n");
    case.succeeds("update");
    assert_eq!(versions(), ["18.1-1.pgdg120+1"; 2]);
}

#[test]
fn a_pin_that_was_dropped_is_found_and_the_users_command_renews_it() {
    let case = Case::new();
    case.succeeds("update");
    case.publish(5, &case.key);
    let (success, said) = case.run("check");
    assert!(!success, "{said}");
    let dropped = format!(
        "pg.lock.json: postgresql-16 16.4-1.pgdg120+1 for amd64 is gone from {0}; {0} has 16.5-1.pgdg120+1\n",
        PGDG.suite
    );
    assert!(said.contains(&dropped), "{said}");
    assert!(
        said.ends_with(&format!("renew the locks with: {RENEW}\n")),
        "{said}"
    );
    assert_eq!(case.succeeds("update"), "renewed pg (4 pins looked up)\n");
}

#[test]
fn a_lock_of_another_archive_than_its_yaml_says_is_found() {
    let case = Case::new();
    case.succeeds("update");
    case.set(
        "[postgresql-16, postgresql-server-dev-16]",
        "components: [main, \"16\"]\n",
    );
    let (success, said) = case.run("check");
    assert!(!success, "{said}");
    let wanted = "pg.lock.json: is of another archive, components or keyring than its yaml says\n";
    assert!(said.contains(wanted), "{said}");
}

#[test]
fn a_broken_lock_names_the_users_command() {
    let case = Case::new();
    case.write("servers/pg.lock.json", "<<<<<<< ours");
    let (success, said) = case.run("check");
    assert!(!success, "{said}");
    assert!(
        said.contains(&format!(
            "\n  locks are written by machine; renew it with: {RENEW}\n"
        )),
        "{said}"
    );
}

#[test]
fn a_release_that_another_key_signed_is_refused() {
    let case = Case::new();
    case.publish(4, &Key::of_seed(2));
    case.refused(&[
        "debian_lock: apt cannot read suite testsuite-pgdg for amd64 from http://127.0.0.1:",
        "is not signed",
        "\n  The keys that are trusted are not those that signed it. Get the keyring that the archive's owner publishes: it is the file that `keyring` names in the set's yaml\n",
    ]);
}

#[test]
fn a_keyring_that_is_not_there_is_named() {
    let case = Case::new();
    fs::remove_file(case.folder.path().join("keys/pgdg.asc")).expect("the keyring");
    case.refused(&[
        "/servers/../keys/pgdg.asc: cannot be read, and should hold the public keys of http://127.0.0.1:",
        "\n  put the keyring there that the archive's owner publishes, or name another one as `keyring` in the set's yaml\n",
    ]);
}

#[test]
fn what_the_archive_lacks_is_told_with_what_mends_it() {
    let case = Case::new();
    case.set("[postgresql-12]", "");
    case.refused(&[
        "2 packages are wanted but not in the archive; no lock was written:",
        "\n  pg.yaml: postgresql-12 for amd64 is not in testsuite-pgdg; similar: postgresql-13, postgresql-14, postgresql-15, postgresql-16, postgresql-17, postgresql-18\n",
    ]);
    case.set("[libpq5]", "components: [main, \"12\"]\n");
    case.refused(&["doesn't have the component '12'"]);
    case.set(
        "[libpq5]",
        "overrides: {arm64: {suites: [testsuite-pgdg-testing]}}\n",
    );
    case.refused(&[
        "apt cannot read suite testsuite-pgdg-testing for arm64 from",
        "does not have a Release file.\n  A suite leaves the mirrors some time after its support has ended.",
        "\n  name the base URL of one of these: `archive` in the set's yaml\n",
    ]);
    PGDG.withdraw(&case.mirror);
    case.set("[libpq5]", "");
    case.refused(&["testsuite-pgdg for amd64", "archive of\n  old releases"]);
}
