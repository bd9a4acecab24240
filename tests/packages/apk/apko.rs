//! The real apko makes an image of the package, from our repository.
//!
//! apko is a Go program that no package brings here: `go install` its module at v0.30.29,
//! which was tried, or another version, and name it:
//!
//! ```text
//! ./tools/bazel test --//tests/packages:apko=$HOME/go/bin/apko //tests/packages/...
//! ```
//!
//! Without the flag Bazel counts this test as skipped.
//!
//! Wolfi's packages of PostgreSQL and libc are not here either: a package with the
//! pinned libc stands in for both.

use apk_reader::shipped::{files, package, repository_file as file};
use apk_reader::streams::{members, Member};
use apk_reader::variable;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[test]
fn apko_makes_an_image_and_refuses_an_index_that_was_changed() {
    let apko = std::fs::read_to_string(variable("APKO_FILE")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let repository = make_repository(folder.path());
    let good = build(&apko, folder.path());
    assert!(
        good.status.success(),
        "{}",
        String::from_utf8_lossy(&good.stderr)
    );
    let layer = layer(&folder.path().join("image"));
    for (path, bytes) in files() {
        let found = layer.iter().find(|member| member.name == path);
        let found = found.unwrap_or_else(|| panic!("{path} isn't in the image"));
        assert!(found.bytes == bytes, "{path} differs");
    }

    // Another key's signature: that of the same index, with one bit changed.
    let index = repository.join("APKINDEX.tar.gz");
    let mut bytes = std::fs::read(&index).unwrap();
    let end = bytes.len() - 1;
    bytes[end] ^= 1;
    std::fs::write(&index, bytes).unwrap();
    let bad = build(&apko, folder.path());
    let said =
        String::from_utf8_lossy(&bad.stderr).into_owned() + &String::from_utf8_lossy(&bad.stdout);
    assert!(
        !bad.status.success() && said.contains("signature"),
        "{said}"
    );
}

/// The package, the stand-in and an index of both, in `folder`/repository/<arch>.
fn make_repository(folder: &Path) -> PathBuf {
    let (arch, major) = (variable("APK_ARCH"), variable("APK_MAJOR"));
    let repository = folder.join("repository").join(&arch);
    std::fs::create_dir_all(&repository).unwrap();
    let name = format!("{}-0.1.0-r0.apk", package());
    let ours = repository.join(&name);
    std::fs::copy(file(&format!("/{arch}/{name}")), &ours).unwrap();
    std::fs::copy(file("/test.rsa.pub"), folder.join("test.rsa.pub")).unwrap();
    let base = repository.join("base-1-r0.apk");
    let mut arguments = vec![
        "package".to_owned(),
        format!("--provides=postgresql-{major}={major}"),
    ];
    for library in [
        "libc.so.6",
        "libm.so.6",
        "libgcc_s.so.1",
        &variable("APK_LOADER"),
    ] {
        arguments.push(format!("--provides=so:{library}=1"));
        arguments.push(format!(
            "--file=usr/lib/{library}={}/{library}",
            variable("APK_LIBRARIES")
        ));
    }
    let fields = [
        "--name=base",
        "--version=1-r0",
        "--description=base",
        "--license=LGPL-2.1-or-later",
    ];
    arguments.extend(fields.map(str::to_owned));
    arguments.push(format!("--arch={arch}"));
    arguments.push(format!("--machine={}", variable("APK_CPU")));
    arguments.push(format!("--out={}", base.display()));
    apkpkg(&arguments);
    apkpkg(&[
        "index".to_owned(),
        format!("--package={}", base.display()),
        format!("--package={}", ours.display()),
        format!("--key={}", variable("APK_KEY")),
        "--key-name=test.rsa.pub".to_owned(),
        format!("--out={}", repository.join("APKINDEX.tar.gz").display()),
    ]);
    repository
}

fn apkpkg(arguments: &[String]) {
    let status = Command::new(variable("APKPKG"))
        .args(arguments)
        .status()
        .unwrap();
    assert!(status.success(), "{arguments:?}");
}

/// An OCI layout in `folder`/image, from the repository in `folder`.
fn build(apko: &str, folder: &Path) -> Output {
    let config = format!(
        "contents:\n  keyring: [./test.rsa.pub]\n  repositories: [./repository]\n  packages: [{}]\n",
        package()
    );
    std::fs::write(folder.join("apko.yaml"), config).unwrap();
    let image = folder.join("image");
    let _ = std::fs::remove_dir_all(&image);
    std::fs::create_dir(&image).unwrap();
    Command::new(apko)
        .current_dir(folder)
        .env("HOME", folder)
        .args([
            "build",
            "--sbom=false",
            "--arch",
            &variable("APK_ARCH"),
            "apko.yaml",
            "test:latest",
            "image",
        ])
        .output()
        .unwrap_or_else(|error| {
            panic!("cannot run {apko}, which --//tests/packages:apko names: {error}")
        })
}

/// The only layer of the only image in an OCI layout.
fn layer(layout: &Path) -> Vec<Member> {
    let blob = |digest: &serde_json::Value| {
        let digest = digest.as_str().unwrap().replace(':', "/");
        std::fs::read(layout.join("blobs").join(digest)).unwrap()
    };
    let json = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
    let mut manifest = json(&std::fs::read(layout.join("index.json")).unwrap());
    while manifest["layers"].is_null() {
        manifest = json(&blob(&manifest["manifests"][0]["digest"]));
    }
    members(&blob(&manifest["layers"][0]["digest"]))
}
