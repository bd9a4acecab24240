//! A layout that crane pulled, as the base of an image of ours.

use crate::layouts::{attached, index};
use crate::server::Server;
use crate::tools::{failure, program, push, stdout};
use oci::layout::Layout;
use oci::platform::Platform;
use serde_json::json;
use std::path::Path;
use std::process::Command;

fn make_image(base: &Path, platform: &Platform, output: &Path) -> Command {
    let spec = output.with_extension("spec");
    let content = json!({"platform": platform, "base": base, "config": {"cmd": ["x"]}});
    std::fs::write(&spec, content.to_string()).unwrap();
    let mut command = program("OCI");
    command.arg("image").arg("--spec").arg(spec);
    command.arg("--output").arg(output);
    command.arg("--digest").arg(output.with_extension("digest"));
    command
}

#[test]
fn an_image_on_what_crane_pulled_is_valid() {
    let server = Server::start();
    let folder = tempfile::tempdir().unwrap();
    let (pulled, made) = (folder.path().join("pulled"), folder.path().join("made"));
    stdout(push(&index(), &server.repository("base")).args(["--tag", "1"]));
    let source = format!("{}:1", server.repository("base"));
    stdout(
        program("CRANE")
            .args(["pull", "--format=oci", &source])
            .arg(&pulled),
    );

    let platforms: Vec<_> = Layout::open(&pulled).unwrap().images().unwrap();
    for image in platforms {
        let made = made.with_extension(&image.platform.architecture);
        stdout(&mut make_image(&pulled, &image.platform, &made));
        let ours = Layout::open(&made).unwrap().only_image().unwrap();
        assert_eq!(ours.manifest.layers(), image.manifest.layers());
        assert_eq!(
            ours.config["config"]["User"],
            image.config["config"]["User"]
        );
        assert_eq!(ours.config["config"]["Cmd"], json!(["x"]));
        let annotations = ours.manifest.annotations().clone().unwrap();
        let base = &annotations["org.opencontainers.image.base.digest"];
        assert_eq!(*base, image.descriptor.digest().to_string());
        stdout(push(&made, &server.repository("made")).args(["--tag", "1"]));
        let target = format!("{}:1", server.repository("made"));
        stdout(program("CRANE").args(["validate", "--remote", &target]));
    }
}

#[test]
fn a_base_of_another_architecture_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("made");
    let platform = "linux/sparc64".parse().unwrap();
    let error = failure(&mut make_image(&attached(), &platform, &output));
    let wanted = format!(
        "{}: holds no image for linux/sparc64, only for linux/",
        attached().display()
    );
    assert!(error.contains(&wanted), "{error}");
    assert!(
        error.contains("Name a layout of the right platform"),
        "{error}"
    );
}
