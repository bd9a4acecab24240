//! The package by itself.

use apk_reader::shipped::{files, package};
use apk_reader::streams::{members, streams};
use apk_reader::variable;
use data_encoding::HEXLOWER;
use sha2::Digest;
use std::collections::BTreeSet;

#[test]
fn it_holds_the_release_in_wolfis_layout_and_nothing_else() {
    let mut files = files();
    let mut folders = BTreeSet::new();
    let copyright = format!("usr/share/licenses/{}/copyright", package());
    for path in files.keys().chain([&copyright]) {
        folders.extend(
            path.match_indices('/')
                .map(|(end, _)| path[..=end].to_owned()),
        );
    }
    let members = members(&std::fs::read(variable("APK")).unwrap());
    assert_eq!(members[0].name, ".PKGINFO");
    for member in &members[1..] {
        assert_eq!(member.owner, (0, 0), "{}", member.name);
        if folders.remove(&member.name) {
            assert_eq!(member.mode, 0o755, "{}", member.name);
            continue;
        }
        assert_eq!(member.mode, 0o644, "{}", member.name);
        let digest = HEXLOWER.encode(&sha1::Sha1::digest(&member.bytes));
        assert_eq!(member.checksum.as_ref(), Some(&digest), "{}", member.name);
        if member.name != copyright {
            let expected = files.remove(&member.name);
            assert!(
                expected.as_ref() == Some(&member.bytes),
                "{} differs",
                member.name
            );
        }
    }
    assert!(
        files.is_empty() && folders.is_empty(),
        "missing: {:?} {folders:?}",
        files.keys()
    );
}

#[test]
fn it_says_what_it_is_and_needs() {
    let bytes = std::fs::read(variable("APK")).unwrap();
    let info = String::from_utf8(members(&bytes).remove(0).bytes).unwrap();
    let values = |key: &str| -> Vec<String> {
        let start = format!("{key} = ");
        info.lines()
            .filter_map(|line| line.strip_prefix(&start))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(values("pkgname"), [package()]);
    assert_eq!(values("arch"), [variable("APK_ARCH")]);
    let file = format!("/{}-{}.apk", package(), values("pkgver")[0]);
    assert!(variable("APK").ends_with(&file), "{file}");
    let data = &streams(&bytes)[1].0;
    assert_eq!(
        values("datahash"),
        [HEXLOWER.encode(&sha2::Sha256::digest(data))]
    );

    let depends = values("depend");
    assert_eq!(depends[0], format!("postgresql-{}", variable("APK_MAJOR")));
    assert!(depends.contains(&"so:libc.so.6".to_owned()), "{depends:?}");
    let (_, library) = files()
        .into_iter()
        .find(|(path, _)| path.ends_with(".so"))
        .unwrap();
    for soname in depends
        .iter()
        .filter_map(|depend| depend.strip_prefix("so:"))
    {
        let text = [b"\0", soname.as_bytes(), b"\0"].concat();
        assert!(
            library.windows(text.len()).any(|window| window == text),
            "{soname} isn't needed"
        );
    }
}
