//! Control files and upgrade scripts: what is filled in, and the exact text of every error.

use crate::{request, CONTROL};
use pgrx_install::{install, Installed, Request, UpgradeScript};
use std::path::Path;

/// Installs after `change`; the result or the error's text.
fn changed(control: &str, change: impl FnOnce(&mut Request)) -> Result<Installed, String> {
    let mut request = request(control);
    change(&mut request);
    install(&request).map_err(|error| error.to_string())
}

fn error(control: &str) -> String {
    changed(control, |_| ()).unwrap_err()
}

/// [`CONTROL`] with another value for `module_pathname`; without any if that is empty.
fn with_module(module: &str) -> String {
    let lines = CONTROL.lines().filter_map(|line| match module {
        _ if !line.starts_with("module_pathname") => Some(format!("{line}\n")),
        "" => None,
        module => Some(format!("module_pathname = '{module}'\n")),
    });
    lines.collect()
}

#[test]
fn the_library_has_the_sql_version_in_its_name_where_no_module_is_given() {
    for control in [
        with_module(""),
        with_module("").replace("comment =", "# module_pathname = 'probe'\ncomment ="),
    ] {
        changed(&control, |request| request.versioned_library = true).unwrap();
        assert_eq!(
            error(&control),
            "probe.control: no module_pathname, so the SQL names the library `probe-1.2.3`, as \
             cargo-pgrx has it, but it is installed as `probe.so`. Set `versioned_library = \
             True` in pgrx_extension, or write `module_pathname = 'probe'`"
        );
    }
}

#[test]
fn the_library_is_called_like_the_extension_where_a_module_is_given() {
    for module in [
        "probe",
        "probe.so",
        "$libdir/probe",
        "$libdir/probe.so",
        "/opt/probe",
    ] {
        changed(&with_module(module), |_| ()).unwrap();
    }
    let versioned = changed(CONTROL, |request| request.versioned_library = true);
    assert_eq!(
        versioned.unwrap_err(),
        "probe.control: module_pathname is `$libdir/probe`, but the library is installed with \
         the version in its name. Drop `versioned_library` from pgrx_extension, or the line from the \
         control file"
    );
    for module in ["other", "$libdir/other", "$libdir/sub/probe", "sub/probe"] {
        assert_eq!(
            error(&with_module(module)),
            format!(
                "probe.control: module_pathname is `{module}`, but the library is installed as \
                 `$libdir/probe.so`, as cargo-pgrx does it, so no function would be found. Write \
                 `module_pathname = 'probe'`"
            )
        );
    }
}

/// What cargo-pgrx 0.16.1 and 0.19.4 put in place of `@CARGO_VERSION@` in crate 0.9.0:
/// `default_version`, and what the comment becomes.
#[test]
fn the_sql_version_is_apart_from_the_crates() {
    for (default, sql_version, comment) in [
        ("'@CARGO_VERSION@'", "0.9.0", "0.9.0"),
        ("'1.2' # '@CARGO_VERSION@'", "1.2", "1.2"),
        ("1.2", "1.2", "1.2"),
        // cargo-pgrx installs a script with `@` in its name.
        ("'v@CARGO_VERSION@'", "v0.9.0", "0.9.0"),
    ] {
        let control = with_module("")
            .replace("'@CARGO_VERSION@'", default)
            .replace("@GIT_HASH@", "@CARGO_VERSION@");
        let done = changed(&control, |request| {
            request.crate_version = "0.9.0";
            request.sql_version = sql_version;
            request.versioned_library = true;
        })
        .unwrap();
        let said = format!("comment = 'built from {comment}'");
        assert!(done.control.contains(&said), "{}", done.control);
    }
}

#[test]
fn placeholders_are_filled_in() {
    let expected = CONTROL
        .replace("@GIT_HASH@", "c0ffee")
        .replace("@CARGO_VERSION@", "1.2.3");
    assert_eq!(changed(CONTROL, |_| ()).unwrap().control, expected);
}

#[test]
fn versions_that_disagree() {
    assert_eq!(
        error(&CONTROL.replace("@CARGO_VERSION@", "1.0")),
        "probe.control: default_version is `1.0` but the extension is built as version `1.2.3`, \
         so CREATE EXTENSION would look for a script that is not there. Set `sql_version = \
         \"1.0\"` in pgrx_extension, or write `default_version = '@CARGO_VERSION@'`"
    );
    assert_eq!(
        error(&CONTROL.replace("default_version", "#default_version")),
        "probe.control: no default_version, so CREATE EXTENSION would not know which script to \
         run. Write `default_version = '@CARGO_VERSION@'`"
    );
}

#[test]
fn control_files_that_postgresql_refuses() {
    assert_eq!(
        error(&CONTROL.replace("false", "maybe")),
        "probe.control: `relocatable` is `maybe`, but must be true or false"
    );
    let text = error(&CONTROL.replace("'built from", "built from"));
    let start = "probe.control: line 1 is no `name = value`: `comment = built from c0ffee'`. ";
    assert!(text.starts_with(start), "{text}");
}

#[test]
fn scripts_in_another_directory() {
    assert_eq!(
        error(&format!("{CONTROL}directory = 'probe'")),
        "probe.control: directory is `probe`, but scripts are installed beside the control file, \
         as cargo-pgrx does it. Drop the line"
    );
}

#[test]
fn git_hash_used_but_not_given() {
    let missing = changed(CONTROL, |request| request.git_hash = None);
    assert_eq!(
        missing.unwrap_err(),
        "probe.control: uses @GIT_HASH@, but no revision was given. Set `git_hash = \
         \"<revision>\"` in pgrx_extension: a build cannot ask git, as cargo-pgrx does"
    );
}

#[test]
fn upgrade_scripts_that_postgresql_would_not_find() {
    for name in [
        "probe--1.0.sql",
        "other--1.0--1.1.sql",
        "probe-ng--1.0--1.1.sql",
        "probe--1.0--1.1.txt",
        "probe--1--.sql",
        "probe--1--2--3.sql",
    ] {
        assert_eq!(
            upgraded(name).unwrap_err(),
            format!("{name}: an upgrade script must be called `probe--<from>--<to>.sql`")
        );
    }
    for name in ["sql/probe--1.0--1.1.sql", "probe--1.0--1.1.sql"] {
        assert_eq!(upgraded(name).unwrap(), ["-- c0ffee 1.2.3"]);
    }
}

/// Generates with an upgrade script of that name; the filled-in script or the error.
fn upgraded(name: &str) -> Result<Vec<String>, String> {
    let script = UpgradeScript {
        file: Path::new(name),
        text: "-- @GIT_HASH@ @CARGO_VERSION@".into(),
    };
    let done = install(&Request {
        upgrades: &[script],
        ..request(CONTROL)
    });
    done.map(|done| done.upgrades)
        .map_err(|error| error.to_string())
}
