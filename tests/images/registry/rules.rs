//! `pgrx_push` and `pgrx_load` as their users meet them.

use crate::layouts::{index, main_digest};
use crate::server::Server;
use crate::tools::{file, program, skopeo, stdout};
use oci::layout::Layout;
use serde_json::Value;

#[test]
fn the_push_target_takes_tags_from_the_rule_or_the_command() {
    let server = Server::start();
    let repository = format!("--repository={}", server.repository("team/rule"));
    let printed = stdout(program("PUSH").arg(&repository));
    assert!(printed.ends_with(&main_digest(&index())), "{printed}");
    // One tag of three: the others need a stamped build.
    let tags = server.given_tags("team/rule");
    assert_eq!(tags.len(), 1, "{tags:?}");
    assert!(
        tags[0].starts_with(|first: char| first.is_ascii_digit()),
        "{tags:?}"
    );

    stdout(program("PUSH").args([&repository, "--tag=one", "--tag=two"]));
    for tag in ["one", "two"] {
        assert_eq!(server.digest("team/rule", tag), main_digest(&index()));
    }
}

#[test]
fn the_archive_is_read_as_dockers_and_as_ocis() {
    let archive = file("ARCHIVE");
    let wanted = Layout::open(&index()).unwrap().images().unwrap().remove(0);
    let layers = wanted.config["rootfs"]["diff_ids"]
        .as_array()
        .unwrap()
        .len();
    for kind in ["docker-archive", "oci-archive"] {
        let source = format!("{kind}:{}", archive.display());
        let config = stdout(skopeo().args(["inspect", "--config", "--raw", &source]));
        let config: Value = serde_json::from_str(&config).unwrap();
        assert_eq!(config, wanted.config, "{kind}");
        let copy = tempfile::tempdir().unwrap();
        let target = format!("oci:{}", copy.path().display());
        stdout(skopeo().args(["copy", &source, &target]));
        let copied = Layout::open(copy.path()).unwrap().only_image().unwrap();
        assert_eq!(copied.manifest.layers().len(), layers, "{kind}");
    }
}
