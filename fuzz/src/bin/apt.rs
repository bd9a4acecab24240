//! `Packages` of an apt archive, and the lock that pins what is in it.
#![no_main]

use debian_lock::index::Index;
use debian_lock::lock::{Lock, Pin};
use libfuzzer_sys::fuzz_target;

const SEED: &str = "Package: a\nVersion: 1:2.0-1\nFilename: pool/a.deb\nSize: 1\nSHA256: 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n\nPackage: b\n";

fuzz_target!(init: fuzz::seed([SEED]), |data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let Ok(index) = Index::parse(&text, "Packages".as_ref()) else {
        return;
    };
    let names = text.lines().filter_map(|line| line.strip_prefix("Package:"));
    let mut pins = Vec::new();
    for name in names.map(str::trim) {
        pins.extend(index.versions(name).iter().map(|package| Pin {
            name: name.to_owned(),
            architecture: "any".to_owned(),
            version: package.version.clone(),
            suite: "stable".to_owned(),
            archive: "own".to_owned(),
            path: package.path.clone(),
            size: package.size,
            sha256: package.sha256.clone(),
        }));
    }
    pins.iter().for_each(check);
    let lock = Lock::new("x", None, pins);
    assert_eq!(Lock::parse(&lock.render(), "x".as_ref()).unwrap(), lock);
});

/// What build/debian/lock.bzl asks of a pin.
fn check(pin: &Pin) {
    assert!(!pin.name.is_empty() && !pin.version.is_empty(), "{pin:?}");
    let inside = !pin.path.starts_with('/') && pin.path.split('/').all(|part| part != "..");
    assert!(inside, "{pin:?}");
    let digit = |c| matches!(c, b'0'..=b'9' | b'a'..=b'f');
    assert!(
        pin.sha256.len() == 64 && pin.sha256.bytes().all(digit),
        "{pin:?}"
    );
}
