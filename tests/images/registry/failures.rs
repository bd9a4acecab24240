//! Pushes that fail: a clear reason, and no tag that names something incomplete.

use crate::layouts::{attached, change_main, copy, index, largest_layer, main_digest};
use crate::proxy::breaking_after;
use crate::server::Server;
use crate::tools::{failure, push, stdout};
use std::fs;
use std::sync::{Arc, Mutex};

/// Somewhere in the large layer of `attached`.
const MIDDLE: i64 = 1_000_000;

#[test]
fn a_registry_that_dies_mid_upload_leaves_no_tag() {
    let server = Arc::new(Mutex::new(Server::start()));
    let address = server.lock().unwrap().address.clone();
    let dying = Arc::clone(&server);
    let proxy = breaking_after(MIDDLE, &address, move || {
        // The small blobs are written by then: docker-registry, killed at one, refuses it for ever.
        std::thread::sleep(std::time::Duration::from_millis(500));
        dying.lock().unwrap().kill();
    });

    let error = failure(push(&attached(), &format!("{proxy}/first")).args(["--tag", "1"]));
    assert!(
        error.contains("gave up after 3 attempts. No tag was changed"),
        "{error}"
    );
    let wanted = format!("cannot push {proxy}/first@sha256:");
    assert!(error.contains(&wanted), "{error}");

    let mut server = server.lock().unwrap();
    server.restart();
    assert_eq!(server.tags("first"), [""; 0]);
    stdout(push(&attached(), &server.repository("first")).args(["--tag", "1"]));
    assert_eq!(server.digest("first", "1"), main_digest(&attached()));
}

#[test]
fn a_connection_that_breaks_once_is_tried_again() {
    let server = Server::start();
    let proxy = breaking_after(MIDDLE, &server.address, || {});
    let mut command = push(&attached(), &format!("{proxy}/first"));
    let output = command.args(["--tag", "1"]).output().unwrap();
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{log}");
    assert!(log.contains("trying again in"), "{log}");
    assert_eq!(server.digest("first", "1"), main_digest(&attached()));
}

#[test]
fn a_registry_without_room_is_named_as_the_reason() {
    // 1 MB, less than the layer.
    let server = Server::with_little_room(2_000);
    let error = failure(push(&attached(), &server.repository("first")).args(["--tag", "1"]));
    assert!(error.contains("file too large"), "{error}");
    assert!(error.contains("No tag was changed"), "{error}");
    assert_eq!(server.tags("first"), [""; 0]);
}

#[test]
fn a_corrupt_blob_leaves_no_tag() {
    let server = Server::start();
    let layout = copy(&attached());
    let blob = largest_layer(layout.path());
    let mut bytes = fs::read(&blob).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&blob, &bytes).unwrap();
    let attempt = || {
        let error = failure(push(layout.path(), &server.repository("first")).args(["--tag", "1"]));
        assert_eq!(server.tags("first"), [""; 0]);
        error
    };
    let error = attempt();
    assert!(error.contains("digest invalid"), "{error}");
    assert!(error.contains("No tag was changed"), "{error}");

    bytes.truncate(middle);
    fs::write(&blob, &bytes).unwrap();
    let error = attempt();
    assert!(error.contains(&format!("holds {middle} bytes")), "{error}");

    fs::remove_file(&blob).unwrap();
    let error = attempt();
    assert!(error.contains("and does not have it"), "{error}");
}

#[test]
fn an_index_that_is_wrong_about_an_architecture_is_not_sent() {
    let server = Server::start();
    let layout = copy(&index());
    change_main(layout.path(), |index| {
        index["manifests"][0]["platform"]["architecture"] = "sparc64".into();
    });
    let error = failure(push(layout.path(), &server.repository("first")).args(["--tag", "1"]));
    assert!(error.contains("is for linux/sparc64"), "{error}");
    assert!(error.contains("its configuration says linux/"), "{error}");
    assert_eq!(server.tags("first"), [""; 0]);
}

#[test]
fn no_registry_at_all() {
    let address = {
        let server = Server::start();
        server.address.clone()
    };
    let error = failure(push(&attached(), &format!("{address}/first")).args(["--tag", "1"]));
    assert!(
        error.contains(&format!("cannot push {address}/first@sha256:")),
        "{error}"
    );
    assert!(error.contains("connection refused"), "{error}");
}
