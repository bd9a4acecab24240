//! A layout as other houses' clients read it, without our push: the image is what is in it, by
//! itself and by its name.

use crate::layouts::{attached, index, main_digest};
use crate::server::Server;
use crate::tools::{program, skopeo, stdout};
use oci::digest::digest_of;
use std::path::Path;

/// What layouts of ours call their image.
const NAME: &str = "latest";

/// The layout by itself, and by its image's name.
fn both(layout: &Path) -> [String; 2] {
    let folder = layout.display();
    [folder.to_string(), format!("{folder}:{NAME}")]
}

#[test]
fn skopeo_copies_the_image() {
    for layout in [index(), attached()] {
        for source in both(&layout) {
            let source = format!("oci:{source}");
            let raw = stdout(skopeo().args(["inspect", "--raw", &source]));
            assert_eq!(digest_of(raw.as_bytes()).to_string(), main_digest(&layout));

            let copied = tempfile::tempdir().unwrap();
            let target = format!("oci:{}", copied.path().display());
            stdout(skopeo().args(["copy", "--all", "--preserve-digests", &source, &target]));
            assert_eq!(main_digest(copied.path()), main_digest(&layout));
        }
    }
}

#[test]
fn crane_pushes_the_image() {
    let server = Server::start();
    let target = server.repository("crane") + ":1";
    for layout in [index(), attached()] {
        stdout(program("CRANE").arg("push").arg(&layout).arg(&target));
        assert_eq!(server.digest("crane", "1"), main_digest(&layout));
        stdout(program("CRANE").args(["validate", "--remote", &target]));
    }
}

#[test]
fn oras_finds_the_image_by_its_name() {
    for layout in [index(), attached()] {
        let named = &both(&layout)[1];
        let found = stdout(program("ORAS").args(["resolve", "--oci-layout", named]));
        assert_eq!(found, main_digest(&layout));
        let copied = tempfile::tempdir().unwrap();
        let target = format!("{}:x", copied.path().display());
        let mut oras = program("ORAS");
        oras.args(["cp", "--from-oci-layout", "--to-oci-layout"]);
        stdout(oras.args([named, &target]));
        assert_eq!(main_digest(copied.path()), main_digest(&layout));
    }
}

/// umoci knows no indexes: it works on the image of one platform.
#[test]
fn umoci_unpacks_the_image() {
    let bundle = tempfile::tempdir().unwrap();
    let folder = bundle.path().join("bundle");
    let mut umoci = program("UMOCI");
    umoci.args(["unpack", "--rootless", "--image"]);
    stdout(umoci.arg(attached()).arg(&folder));
    let unpacked = std::fs::read(folder.join("rootfs/opt/large")).unwrap();
    assert_eq!(unpacked, std::fs::read(crate::tools::file("ORAS")).unwrap());

    let names = stdout(program("UMOCI").args(["ls", "--layout"]).arg(index()));
    assert_eq!(names, NAME);
}
