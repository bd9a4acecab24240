//! Layers: the same bytes for the same content, with the modes, owners and links that were asked for.

use crate::made::{files, write_layer};
use oci::layer::describe;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{symlink, PermissionsExt};
use std::path::Path;
use tempfile::TempDir;

/// Path -> (mode, uid:gid, modification time, link target) of a layer.
fn listing(layer: &Path) -> BTreeMap<String, (u32, String, u64, String)> {
    let reader = flate2::read::GzDecoder::new(fs::File::open(layer).unwrap());
    let mut found = BTreeMap::new();
    for entry in tar::Archive::new(reader).entries().unwrap() {
        let entry = entry.unwrap();
        let header = entry.header();
        let owner = format!("{}:{}", header.uid().unwrap(), header.gid().unwrap());
        let target = entry.link_name().unwrap().unwrap_or_default();
        let target = target.to_string_lossy().into_owned();
        let facts = (
            header.mode().unwrap(),
            owner,
            header.mtime().unwrap(),
            target,
        );
        found.insert(entry.path().unwrap().to_string_lossy().into_owned(), facts);
    }
    found
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let one = files(&[("t/b", "2"), ("t/a/x", "1"), ("t/c", "3")]);
    let two = files(&[("t/c", "3"), ("t/a/x", "1"), ("t/b", "2")]);
    filetime(&two.path().join("t/b"));
    let spec =
        |folder: &TempDir| json!({"trees": [{"source": folder.path().join("t"), "path": "usr"}]});
    let first = write_layer(one.path(), spec(&one)).unwrap();
    let second = write_layer(two.path(), spec(&two)).unwrap();
    assert_eq!(first, second);
    assert_eq!(describe(&one.path().join("layer")).unwrap(), first);
}

/// Another time and other rights, of which only the owner's to execute counts.
fn filetime(path: &Path) {
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(std::time::UNIX_EPOCH).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o666)).unwrap();
}

#[test]
fn modes_owners_and_links() {
    let folder = files(&[("t/bin/run", ""), ("t/etc/conf", ""), ("t/doc/x", "")]);
    let run = folder.path().join("t/bin/run");
    fs::set_permissions(&run, fs::Permissions::from_mode(0o755)).unwrap();
    symlink("run", folder.path().join("t/bin/again")).unwrap();
    write_layer(
        folder.path(),
        json!({
            "trees": [{"source": folder.path().join("t"), "path": ""}],
            "files": [{"source": run, "path": "/opt/run"}],
            "symlinks": {"sh": "bin/run"},
            "directories": ["tmp"],
            "exclude": ["doc"],
            "modes": {"tmp": "1777", "opt/*": "0640", "opt/run": "4755"},
            "owners": {"etc/**": "999:998"},
            "mtime": 7,
        }),
    )
    .unwrap();
    let is = |mode, owner: &str, target: &str| (mode, owner.to_owned(), 7, target.to_owned());
    let wanted = [
        ("bin/", is(0o755, "0:0", "")),
        ("bin/again", is(0o777, "0:0", "run")),
        ("bin/run", is(0o755, "0:0", "")),
        ("etc/", is(0o755, "0:0", "")),
        ("etc/conf", is(0o644, "999:998", "")),
        ("opt/", is(0o755, "0:0", "")),
        ("opt/run", is(0o4755, "0:0", "")),
        ("sh", is(0o777, "0:0", "bin/run")),
        ("tmp/", is(0o1777, "0:0", "")),
    ];
    let wanted = wanted.map(|(path, facts)| (path.to_owned(), facts));
    assert_eq!(listing(&folder.path().join("layer")), wanted.into());
}

#[test]
fn links_of_a_sandbox_are_followed_and_those_of_a_tree_are_not() {
    // A sandbox shows out/t/a as a link to <execroot>/out/t/a.
    let execroot = files(&[("out/t/a", "content")]);
    let sandbox = files(&[("out/t/b", "")]);
    let inside = sandbox.path().join("out/t");
    let real = execroot.path().join(inside.strip_prefix("/").unwrap());
    fs::create_dir_all(&real).unwrap();
    fs::write(real.join("a"), "content").unwrap();
    symlink("a", real.join("link")).unwrap();
    symlink(real.join("a"), inside.join("a")).unwrap();
    symlink(real.join("link"), inside.join("link")).unwrap();
    symlink("/etc/x", inside.join("absolute")).unwrap();
    let spec = json!({"trees": [{"source": inside, "path": ""}]});
    write_layer(sandbox.path(), spec).unwrap();
    let found = listing(&sandbox.path().join("layer"));
    let targets: Vec<_> = found
        .iter()
        .map(|(p, f)| (p.as_str(), f.3.as_str()))
        .collect();
    assert_eq!(
        targets,
        [("a", ""), ("absolute", "/etc/x"), ("b", ""), ("link", "a")]
    );
}
