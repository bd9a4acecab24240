//! Libraries of Debian packages, in the extension and beside it.

use consumers::{packed, Consumer};

use crate::passes;

/// What is said for a CPU that no lock has.
const NO_LIBRARIES: &str = r#"
@openssl has no libraries for riscv64: they are not in libraries/openssl.lock.json.
To mend it: add riscv64 to `architectures` of a set, or give `pgrx.libraries(name = "openssl", locks = [...])` a set of a suite that has the CPU, and run: bazel run @openssl//:update
"#;

/// Turns on a feature that brings crates of its own.
fn with_source(consumer: &mut Consumer) {
    consumer.edit(
        "MODULE.bazel",
        "manifests = [",
        "features = [\"vendored\"], manifests = [",
    );
}

#[test]
fn vault() {
    let bazel = consumers::bazel();
    let mut consumer = Consumer::place(&bazel, "tests/consumers/vault");
    passes(&consumer, "vault", "//:vault", &["sql"]);
    let said = consumer.no_build("//:vault_riscv64_pg17");
    assert!(said.contains(NO_LIBRARIES), "{said}");
    for (target, file, linked) in [
        ("//:copyright", "copyright", "\n- libssl-dev 3."),
        ("//:sbom", "sbom.spdx.json", "pkg:deb/debian/libssl-dev@3."),
    ] {
        consumer.build(target);
        let text = consumer.built(file);
        assert!(text.contains(linked), "{text}");
    }
    consumer.test(&["//:elf_test".to_owned()]);
    finds_the_shared_library(&consumer);
    with_source(&mut consumer);
    consumer.loading("//:vault");
    misses_the_shared_library(&mut consumer);
}

/// What is said of a set that lacks the library itself.
const NO_SHARED: &str = r#"
@sodium: the packages of libraries/sodium.lock.json for amd64, libsodium-dev, have no shared library that a linker finds: libsodium.so leads to a file that none of them has.
To mend it: name the `-dev` package and the one with the library itself in `packages` of its set, and run: bazel run @sodium//:update"#;

/// What is said of a lock that lacks what its yaml asks for.
const STALE: &str = r#"
@sodium: libraries/sodium.yaml asks for libsodium23, which libraries/sodium.lock.json doesn't have.
To mend it: run: bazel run @sodium//:update"#;

/// A lock without the package that has the library, which its yaml asks for or not.
fn misses_the_shared_library(consumer: &mut Consumer) {
    let lock = "libraries/sodium.lock.json";
    let text = consumers::text_of(&consumer.workspace().join(lock));
    let kept: Vec<_> = text
        .lines()
        .filter(|pin| !pin.contains("\"libsodium23\""))
        .collect();
    consumer.write(lock, &kept.join("\n").replace("},\n]", "}\n]"));
    let target = "//:vault_x86_64_pg17";
    let said = consumer.no_analysis(target);
    assert!(said.contains(STALE), "{said}");
    let yaml = "libraries/sodium.yaml";
    consumer.edit(yaml, ", libsodium23]", "]");
    let said = consumer.no_analysis(target);
    assert!(said.contains(NO_SHARED), "{said}");
}

/// Of which image a shared library is, nobody has said.
const UNSAID: &str = r#"
//:unsaid_layer: the extension is linked with libsodium.so.23 of @sodium, and `libraries` doesn't say where an image has that.
To mend it: write `libraries = {"sodium": "system"}`, which puts it into this image, or `libraries = {"sodium": "base"}` if the image that the extension is mounted in or added to has it. With `linkage = "static"` in `pgrx.libraries(name = "sodium")` none is needed."#;

/// A shared library is in the image, in its base, or in a package that the .deb depends on.
fn finds_the_shared_library(consumer: &Consumer) {
    consumer.build("//:deb");
    for image in ["based", "whole"] {
        for part in ["", "_layer", "_sbom"] {
            consumer.build(&format!("//:{image}{part}"));
        }
    }
    let deb = consumer.built_file("deb/postgresql-18-vault_0.1.0_arm64.deb");
    let control = packed::control(&deb);
    let depends = control.lines().find(|line| line.starts_with("Depends: "));
    // What the file `shlibs` of libsodium23 says has no version.
    let expected = "Depends: postgresql-18, libc6 (>= 2.28), libgcc-s1 (>= 4.2.0), libsodium23";
    assert_eq!(depends, Some(expected), "{control}");

    let own = [
        "lib/vault.so",
        "licenses/vault/copyright",
        "share/extension/vault--0.1.0.sql",
        "share/extension/vault.control",
    ];
    assert_eq!(
        packed::listing(&consumer.built_file("based_layer.tar.gz")),
        own
    );
    let brought = ["licenses/libsodium23/copyright", "system/libsodium.so.23"];
    let mut whole = [&own[..], &brought].concat();
    whole.sort_unstable();
    assert_eq!(
        packed::listing(&consumer.built_file("whole_layer.tar.gz")),
        whole
    );

    for (image, relation) in [("whole", "CONTAINS"), ("based", "DYNAMIC_LINK")] {
        let document = consumer.built(&format!("{image}_sbom.spdx.json"));
        let mut rows = document.split('{');
        let related = |row: &str| row.contains("deb-libsodium23-arm64\"") && row.contains(relation);
        assert!(rows.any(related), "{document}");
    }

    let said = consumer.no_analysis("//:unsaid");
    assert!(said.contains(UNSAID), "{said}");
}

/// OpenSSL from source, by a feature of its crate, in place of Debian's.
#[test]
#[ignore = "it compiles OpenSSL: with --config=full"]
fn vendored() {
    let bazel = consumers::bazel();
    let mut consumer = Consumer::place(&bazel, "tests/consumers/vault");
    with_source(&mut consumer);
    consumer.edit("MODULE.bazel", "libraries = [\"@openssl\"],", "");
    passes(&consumer, "vault", "//:vault", &["sql"]);
}
