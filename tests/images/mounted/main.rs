//! The extension's image beside a PostgreSQL that has no such extension, as CloudNativePG
//! mounts it: found by `extension_control_path` and `dynamic_library_path`.

#![allow(dead_code)] // Of the modules shared with other tests.

#[path = "../container/image.rs"]
mod image;
mod mount;
#[path = "../registry/server.rs"]
mod server;
#[path = "../registry/tools.rs"]
mod tools;

use image::Image;
use mount::Mount;
use pg_harness::regress::DATABASE;
use pg_harness::{cases, proof, regress, report, Extras, Server, ServerSpec};
use std::path::{Path, PathBuf};

/// What follows CREATE EXTENSION.
fn name() -> String {
    std::env::var("NAME").unwrap()
}

/// What its library's file is called, without `.so`.
fn library() -> String {
    std::env::var("LIBRARY").unwrap()
}

fn start(settings: Vec<String>) -> Server {
    let spec = ServerSpec::load(&tools::file("SERVER")).unwrap();
    let extras = Extras {
        settings,
        ..Extras::default()
    };
    Server::start(spec, &extras).unwrap()
}

/// Where CloudNativePG says that an image at `path` is.
fn settings(path: &Path) -> Vec<String> {
    let path = path.display();
    vec![
        format!("extension_control_path=$system:{path}/share"),
        format!("dynamic_library_path=$libdir:{path}/lib"),
    ]
}

/// The error of making the extension, after a setting.
fn refusal(server: &Server, setting: &str) -> String {
    server.fresh_database(DATABASE).unwrap();
    let create = format!("CREATE EXTENSION {}", name());
    let error = server.query(DATABASE, &[setting, &create]).unwrap_err();
    error.to_string()
}

fn paths(variable: &str) -> Vec<PathBuf> {
    let list = std::env::var(variable).unwrap();
    list.split(' ').map(PathBuf::from).collect()
}

#[test]
fn the_mounted_image_is_an_extension_of_a_plain_server() {
    let plain = start(vec![]);
    let error = refusal(&plain, "SELECT 1");
    let wanted = format!("extension \"{}\" is not available", name());
    assert!(error.contains(&wanted), "{error}");
    drop(plain);

    let mount = Mount::of(Image::pulled(), name());
    let server = start(settings(&mount.path()));
    println!("{}", proof::gather(&server).unwrap().lines.join("\n"));
    each_setting_is_needed(&server);
    the_answers_are_those_of_an_installed_one(&server);
    its_library_is_the_mounted_one(&server, &mount);
    libdir_is_searched_for_functions_alone(&server);
}

fn each_setting_is_needed(server: &Server) {
    let error = refusal(server, "SET extension_control_path = '$system'");
    assert!(error.contains("is not available"), "{error}");
    let error = refusal(server, "SET dynamic_library_path = '$libdir'");
    let wanted = format!("could not access file \"{}\"", library());
    assert!(error.contains(&wanted), "{error}");
}

fn the_answers_are_those_of_an_installed_one(server: &Server) {
    let cases = cases::collect(&paths("SQL"), &paths("EXPECTED")).unwrap();
    let outcomes: Vec<_> = cases
        .iter()
        .map(|case| regress::run(server, case, &[]))
        .collect();
    for outcome in &outcomes {
        println!("{}", report::describe(outcome, "see //tests/platforms"));
    }
    println!("{}", report::summary(&outcomes));
    assert_eq!(report::failures(&outcomes), 0);
}

fn its_library_is_the_mounted_one(server: &Server, mount: &Mount) {
    server.fresh_database(DATABASE).unwrap();
    let maps = server
        .query(
            DATABASE,
            &[
                &format!("CREATE EXTENSION {}", name()),
                &format!("LOAD '{}'", library()),
                "SELECT pg_read_file('/proc/self/maps')",
            ],
        )
        .unwrap();
    let file = format!("{}.so", library());
    let mapped = maps.lines().filter_map(|line| line.split(' ').next_back());
    let mut mapped: Vec<_> = mapped.filter(|path| path.ends_with(&file)).collect();
    mapped.dedup();
    let wanted = mount.path().join("lib").join(&file);
    let wanted = std::fs::canonicalize(wanted).unwrap();
    assert_eq!(mapped, [wanted.to_str().unwrap()]);
}

/// What an image's extension may say: from PostgreSQL 18 on, a function's `$libdir/x` is `x`.
/// No other `$libdir/` is: `src/tools/volume_check` refuses those before they ship.
fn libdir_is_searched_for_functions_alone(server: &Server) {
    let library = library();
    let said = |statement: &str| {
        server.fresh_database(DATABASE).unwrap();
        let error = server.query(DATABASE, &[statement]).unwrap_err();
        error.to_string()
    };
    // A function that no library has: the error says whether the library was found.
    let function = |path: &str| {
        said(&format!(
            "CREATE FUNCTION f() RETURNS int LANGUAGE c AS '{path}', 'of_no_library'"
        ))
    };
    for path in [library.clone(), format!("$libdir/{library}")] {
        let error = function(&path);
        let wanted = "could not find function \"of_no_library\" in file";
        assert!(error.contains(wanted), "{path}: {error}");
    }
    let below = format!("$libdir/sub/{library}");
    let load = format!("LOAD '$libdir/{library}'");
    for error in [function(&below), said(&load)] {
        let wanted = "could not access file \"$libdir/";
        assert!(error.contains(wanted), "{error}");
    }
}
