//! rust-project.json, in the format of rust-analyzer's manual ("Non-Cargo Based Projects").

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use files::FileError;
use serde::Serialize;

use crate::places::Places;
use crate::row::{Row, Script};

/// The file.
#[derive(Debug, Serialize)]
pub struct Project {
    /// The folder of `bin/rustc`.
    pub sysroot: String,
    /// The sources of Rust's standard library.
    pub sysroot_src: String,
    /// All crates.
    pub crates: Vec<Crate>,
}

/// A crate; paths are absolute.
#[derive(Debug, Serialize)]
pub struct Crate {
    display_name: String,
    root_module: String,
    edition: String,
    deps: Vec<Dependency>,
    is_workspace_member: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source>,
    cfg: Vec<String>,
    target: String,
    env: BTreeMap<String, String>,
    is_proc_macro: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    proc_macro_dylib_path: Option<String>,
}

/// The place of another crate in the list, and what it is called here.
#[derive(Debug, Serialize)]
struct Dependency {
    #[serde(rename = "crate")]
    index: usize,
    name: String,
}

/// Folders whose files may be modules of a crate.
#[derive(Debug, Serialize)]
struct Source {
    include_dirs: Vec<String>,
    exclude_dirs: Vec<String>,
}

/// The crates of rows, in their order.
///
/// # Errors
/// Where a file of a build script's cannot be read.
pub fn crates(rows: &[Row], places: &Places) -> Result<Vec<Crate>, FileError> {
    let ids = rows.iter().enumerate();
    let indices: HashMap<&str, usize> = ids.map(|(index, row)| (row.id.as_str(), index)).collect();
    rows.iter()
        .map(|row| described(row, &indices, places))
        .collect()
}

fn described(
    row: &Row,
    indices: &HashMap<&str, usize>,
    places: &Places,
) -> Result<Crate, FileError> {
    let deps = row.deps.iter().map(|(name, id)| Dependency {
        index: indices[id.as_str()],
        name: name.clone(),
    });
    let filled = row.env.iter();
    let filled = filled.map(|(name, value)| (name.clone(), places.fill(value)));
    let mut described = Crate {
        display_name: row.name.clone(),
        root_module: places.find(&row.root),
        edition: row.edition.clone(),
        deps: deps.collect(),
        is_workspace_member: !row.root.starts_with("external/"),
        source: None,
        cfg: row.cfg.clone(),
        target: row.target.clone(),
        env: filled.collect(),
        is_proc_macro: row.proc_macro.is_some(),
        proc_macro_dylib_path: row.proc_macro.as_deref().map(|path| places.find(path)),
    };
    // As cargo has them; rust-analyzer cannot know.
    described.cfg.push("debug_assertions".into());
    if let Some(script) = &row.script {
        add_script(&mut described, script, places)?;
    }
    Ok(described)
}

/// What a build script has made, in the crate that it is of.
fn add_script(of: &mut Crate, script: &Script, places: &Places) -> Result<(), FileError> {
    let text = |file: &Option<String>| match file {
        Some(file) => files::read_text(Path::new(&places.find(file))),
        None => Ok(String::new()),
    };
    let cfg = text(&script.flags)?;
    let cfg = cfg.lines().filter_map(|flag| flag.strip_prefix("--cfg="));
    of.cfg.extend(cfg.map(str::to_owned));
    for line in text(&script.env)?.lines() {
        if let Some((name, value)) = line.split_once('=') {
            of.env.insert(name.into(), places.fill(value));
        }
    }
    if let Some(out_dir) = &script.out_dir {
        let out_dir = places.find(out_dir);
        let root = Path::new(&of.root_module);
        let own = root.parent().unwrap_or(root).display().to_string();
        of.env.insert("OUT_DIR".into(), out_dir.clone());
        of.source = Some(Source {
            include_dirs: vec![own, out_dir],
            exclude_dirs: Vec::new(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::parse;

    const ROWS: &str = r#"{"id":"o/a.rlib","name":"a","root":"external/a/lib.rs","edition":"2018","target":"t","cfg":["feature=\"x\""],"env":{"CARGO_MANIFEST_DIR":"${pwd}/external/a"},"proc_macro":null,"script":{"env":null,"flags":null,"out_dir":"bazel-out/a.out"},"deps":{}}
{"id":"o/b.so","name":"b","root":"src/lib.rs","edition":"2021","target":"t","cfg":[],"env":{},"proc_macro":"bazel-out/b.so","script":null,"deps":{"other":"o/a.rlib"}}
"#;

    #[test]
    fn a_crate_is_described_by_its_row() {
        let rows = parse(ROWS).unwrap();
        let made = crates(&rows, &Places::invented()).unwrap();
        let json = serde_json::to_value(&made).unwrap();
        assert_eq!(json[1]["deps"][0]["crate"], 0);
        assert_eq!(json[1]["deps"][0]["name"], "other");
        assert_eq!(json[1]["root_module"], "/sources/src/lib.rs");
        assert_eq!(json[1]["is_workspace_member"], true);
        let library = "/base/execroot/_main/bazel-out/b.so";
        assert_eq!(json[1]["proc_macro_dylib_path"], library);
        let out_dir = "/base/execroot/_main/bazel-out/a.out";
        assert_eq!(json[0]["env"]["OUT_DIR"], out_dir);
        assert_eq!(json[0]["env"]["CARGO_MANIFEST_DIR"], "/base/external/a");
        let source = serde_json::json!(["/base/external/a", out_dir]);
        assert_eq!(json[0]["source"]["include_dirs"], source);
        assert_eq!(json[0]["cfg"][0], "feature=\"x\"");
    }
}
