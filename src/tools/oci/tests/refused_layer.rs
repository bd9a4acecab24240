//! Layers that are refused, and what is said of them.

use crate::made::{self, extended, files};
use oci::layer::LayerSpec;
use serde_json::{json, Value};
use std::path::Path;

fn error(folder: &Path, spec: Value) -> String {
    made::write_layer(folder, spec).unwrap_err().to_string()
}

#[test]
fn collisions_name_both_sources() {
    let folder = files(&[("a/x", "1"), ("b/x", "2")]);
    let path = |name: &str| folder.path().join(name);
    let text = error(
        folder.path(),
        json!({"trees": [
            {"source": path("a"), "path": "usr"},
            {"source": path("b"), "path": "usr"},
        ]}),
    );
    assert_eq!(
        text,
        format!(
            "two sources for `usr/x` in one layer: {} and {}. Drop one of them, or name it under \
             `exclude` of its tree",
            path("a/x").display(),
            path("b/x").display()
        )
    );
    let text = error(
        folder.path(),
        json!({"files": [{"source": path("a/x"), "path": "lib/x"}], "symlinks": {"lib": "usr/lib"}}),
    );
    assert!(
        text.contains("`lib/x`") && text.contains("no directory"),
        "{text}"
    );
    assert!(text.contains("the symbolic link to usr/lib"), "{text}");
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let folder = files(&[("x", "load '$libdir/x'")]);
    let with = |more: Value| {
        let spec = json!({"files": [{"source": folder.path().join("x"), "path": "share/x.sql"}]});
        error(folder.path(), extended(spec, more))
    };
    let unused = "pattern `share/y` of `modes` matches nothing in the layer; correct or drop it";
    assert_eq!(with(json!({"modes": {"share/y": "0600"}})), unused);
    assert!(with(json!({"owners": {"**": "postgres"}})).contains("an owner in numbers"));
    assert!(with(json!({"modes": {"**": "rwx"}})).contains("an octal file mode"));
    assert!(with(json!({"directories": ["a/../b"]})).contains("leads upwards"));
    let forbidden = with(json!({"forbidden_text": {"share/*.sql": "$libdir/"}}));
    assert!(
        forbidden.contains("holds `$libdir/`, which `share/x.sql` must not"),
        "{forbidden}"
    );
}

#[test]
fn a_full_disk_is_an_error_that_names_the_output() {
    let folder = files(&[("x", "content")]);
    let spec = json!({"files": [{"source": folder.path().join("x"), "path": "x"}]});
    let spec: LayerSpec = serde_json::from_value(spec).unwrap();
    let text = oci::layer::write_layer(&spec, Path::new("/dev/full"))
        .unwrap_err()
        .to_string();
    assert!(
        text.starts_with("cannot write /dev/full: No space left on device"),
        "{text}"
    );
}
