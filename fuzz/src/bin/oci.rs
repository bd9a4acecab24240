//! OCI layouts: blobs with a byte 255 between them, of which the last is index.json. In each, `@0`
//! to `@9` are digest and size of those before.
#![no_main]
#![allow(dead_code)]

#[path = "../../../src/tools/oci_push/src/content.rs"]
mod content;
#[path = "../../../src/tools/oci_push/src/error.rs"]
mod error;

use libfuzzer_sys::fuzz_target;
use oci::image::{make_image, ImageSpec};
use oci::layout::Layout;
use oci::listing::{list, Any};
use serde_json::json;
use std::fs;
use std::path::Path;

/// Configuration, manifest, index and index.json of an image of one layer.
const SEED: [&str; 4] = [
    r#"{"os":"o","architecture":"a","config":{"Env":["A=b"]},"history":[{}],"rootfs":{"diff_ids":["x"]}}"#,
    r#"{"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json",@1},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar",@0}]}"#,
    r#"{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",@2}]}"#,
    r#"{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.index.v1+json",@3}]}"#,
];

fuzz_target!(init: fuzz::seed([seed()]), |data: &[u8]| {
    let base = fuzz::FOLDER.join("base");
    write_layout(&base, data);
    let Ok(layout) = Layout::open(&base) else {
        return;
    };
    let _ = content::Content::read(&base);
    for image in layout.images().unwrap_or_default() {
        let _ = list(&layout, &image, &Any::default());
        let out = fuzz::FOLDER.join("out");
        let _ = fs::remove_dir_all(&out);
        let spec = json!({"platform": image.platform, "base": base});
        let spec: ImageSpec = serde_json::from_value(spec).unwrap();
        if make_image(&spec, &out).is_ok() {
            let made = Layout::open(&out).unwrap().only_image().unwrap();
            assert_eq!(made.platform, image.platform);
        }
    }
});

fn seed() -> Vec<u8> {
    let mut layer = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(1);
    layer.append_data(&mut header, "a/b", &b"x"[..]).unwrap();
    let layer = layer.into_inner().unwrap();
    let [config, manifest, index, top] = SEED.map(str::as_bytes);
    [&layer, config, manifest, index, top].join(&255)
}

fn write_layout(folder: &Path, data: &[u8]) {
    let _ = fs::remove_dir_all(folder);
    let blobs = folder.join("blobs/sha256");
    fs::create_dir_all(&blobs).unwrap();
    let (mut known, mut last) = (Vec::new(), Vec::new());
    for part in data.split(|byte| *byte == 255).take(10) {
        last = match std::str::from_utf8(part) {
            Ok(text) => filled(text, &known).into_bytes(),
            Err(_) => part.to_vec(),
        };
        let digest = oci::digest::digest_of(&last);
        fs::write(blobs.join(digest.digest()), &last).unwrap();
        known.push(format!(r#""digest":"{digest}","size":{}"#, last.len()));
    }
    fs::write(folder.join("oci-layout"), "{}").unwrap();
    fs::write(folder.join("index.json"), last).unwrap();
}

fn filled(text: &str, known: &[String]) -> String {
    let known = known.iter().enumerate();
    known.fold(text.to_owned(), |text, (number, fields)| {
        text.replace(&format!("@{number}"), fields)
    })
}
