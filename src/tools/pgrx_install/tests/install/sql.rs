//! What becomes of the SQL.

use crate::{request, CONTROL};
use pgrx_install::{install, Request};

#[test]
fn only_source_paths_are_touched() {
    let sql = "-- /a/crate/src/lib.rs:3\nSELECT 1; -- AS 'MODULE_PATHNAME'\n";
    let installed = install(&Request {
        sql,
        ..request(CONTROL)
    });
    assert_eq!(
        installed.unwrap().sql,
        "-- src/lib.rs:3\nSELECT 1; -- AS 'MODULE_PATHNAME'\n"
    );
}

#[test]
fn what_pgrx_binds_to_no_library() {
    let control = CONTROL.replace("module_pathname", "#module_pathname");
    let error = install(&Request {
        sql: "AS 'MODULE_PATHNAME', 'watch_wrapper';",
        versioned_library: true,
        ..request(&control)
    })
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "probe.control: no module_pathname, but the SQL says AS 'MODULE_PATHNAME', as pgrx does \
         for triggers, and nothing would take its place. Write `module_pathname = 'probe'`"
    );
}
