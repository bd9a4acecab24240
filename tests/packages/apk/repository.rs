//! The repository: what is signed, by which key, and what the index says.

use apk_reader::shipped::{package, repository_file as file};
use apk_reader::streams::{members, streams};
use apk_reader::variable;
use data_encoding::BASE64;
use rsa::pkcs8::DecodePublicKey;
use rsa::sha2::{Digest, Sha256};
use rsa::{Pkcs1v15Sign, RsaPublicKey};

fn in_arch(name: &str) -> String {
    format!("/{}/{name}", variable("APK_ARCH"))
}

/// Whether the first stream of `bytes` signs `signed`.
fn verifies(bytes: &[u8], signed: &[u8]) -> bool {
    let signature = &members(bytes)[0];
    assert_eq!(signature.name, ".SIGN.RSA256.test.rsa.pub");
    let key = std::fs::read_to_string(file("/test.rsa.pub")).unwrap();
    let key = RsaPublicKey::from_public_key_pem(&key).unwrap();
    let digest = Sha256::digest(signed);
    key.verify(Pkcs1v15Sign::new::<Sha256>(), &digest, &signature.bytes)
        .is_ok()
}

#[test]
fn package_and_index_are_signed_and_a_changed_byte_shows() {
    let apk = format!("{}-0.1.0-r0.apk", package());
    for (name, parts) in [(apk.as_str(), 3), ("APKINDEX.tar.gz", 2)] {
        let bytes = std::fs::read(file(&in_arch(name))).unwrap();
        let streams = streams(&bytes);
        assert_eq!(streams.len(), parts, "{name}");
        let mut signed = streams[1].0.clone();
        assert!(verifies(&bytes, &signed), "{name}");
        *signed.last_mut().unwrap() ^= 1;
        assert!(!verifies(&bytes, &signed), "{name}");
    }
}

#[test]
fn the_index_knows_each_package_by_its_control_segment() {
    let apk = std::fs::read(file(&in_arch(&format!("{}-0.1.0-r0.apk", package())))).unwrap();
    let index = std::fs::read(file(&in_arch("APKINDEX.tar.gz"))).unwrap();
    let members = members(&index);
    let text = members
        .iter()
        .find(|member| member.name == "APKINDEX")
        .unwrap();
    let text = String::from_utf8(text.bytes.clone()).unwrap();
    let own = text
        .split("\n\n")
        .find(|stanza| stanza.contains(&format!("P:{}\n", package())));
    let own = own.unwrap_or_else(|| panic!("{text}"));
    let digest = BASE64.encode(&<sha1::Sha1 as sha1::Digest>::digest(&streams(&apk)[1].0));
    for line in [
        format!("C:Q1{digest}"),
        format!("A:{}", variable("APK_ARCH")),
        format!("S:{}", apk.len()),
        "V:0.1.0-r0".to_owned(),
    ] {
        assert!(
            own.lines().any(|found| found == line),
            "no {line} in:\n{own}"
        );
    }
    let arches: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("A:"))
        .collect();
    assert!(
        arches.iter().all(|arch| *arch == variable("APK_ARCH")),
        "{arches:?}"
    );
}
