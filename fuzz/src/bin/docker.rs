//! Docker's configuration: what is left of it for a client whose helper isn't there.
#![no_main]
#![allow(dead_code)]

#[path = "../../../src/tools/oci_push/src/credentials.rs"]
mod credentials;
#[path = "../../../src/tools/oci_push/src/error.rs"]
mod error;
#[path = "../../../src/tools/oci_push/src/program.rs"]
mod program;

use libfuzzer_sys::fuzz_target;
use std::fs::read_to_string;

const SEED: &str = r#"{"auths":{"r":{"auth":"YTpi"}},"credHelpers":{"r":"own"},"credsStore":"s"}"#;

fuzz_target!(init: fuzz::seed([SEED]), |data: &[u8]| {
    fuzz::file("config.json", data);
    std::env::set_var("DOCKER_CONFIG", &*fuzz::FOLDER);
    if let Some(folder) = credentials::usable("r").unwrap() {
        let kept = read_to_string(folder.path().join("config.json")).unwrap();
        let kept: serde_json::Value = serde_json::from_str(&kept).unwrap();
        assert_eq!(kept.as_object().unwrap().len(), 1);
    }
});
