//! A crate from git: what is said where its commit can't be had, and where it comes from else.

use std::fs;

use super::*;

/// A repository that can't be anybody's (RFC 2606).
const REMOTE: &str = "https://git.example.org/nowhere";

const COMMIT: &str = "0123456789012345678901234567890123456789";

/// What needs the crate's files.
const FILES: &str = "deps(@crates//:nowhere, 1)";

const MANIFEST: &str = "[package]\nname = \"nowhere\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";

/// The extension depends on a crate of that repository.
fn depend(consumer: &mut Consumer<'_>) {
    depend_on(
        consumer,
        &format!("nowhere = {{ git = \"{REMOTE}\", branch = \"main\" }}"),
    );
}

/// Cargo.lock says which commit is meant.
fn lock(consumer: &mut Consumer<'_>) {
    let nowhere = format!(
        "[[package]]\nname = \"nowhere\"\nversion = \"0.1.0\"\n\
         source = \"git+{REMOTE}?branch=main#{COMMIT}\"\n\n"
    );
    lock_crate(consumer, "nowhere", &nowhere);
}

/// MODULE.bazel says where the repository's files are.
fn say_where(consumer: &mut Consumer<'_>, place: &str) {
    let tag = format!("\npgrx.git(remote = \"{REMOTE}\", {place})\nuse_repo(");
    consumer.edit("MODULE.bazel", "\nuse_repo(", &tag);
}

#[test]
fn that_the_lock_lacks() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    depend(&mut consumer);
    says(&consumer.refusal(TARGET, &[]), GIT);
}

#[test]
fn that_is_not_in_the_archive_and_without_one() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    depend(&mut consumer);
    lock(&mut consumer);
    say_where(
        &mut consumer,
        "urls = [\"file:///nowhere/{commit}.tar.gz\"]",
    );
    says(&consumer.refusal(TARGET, &[]), GIT_FETCH);
    let tag = "urls = [\"file:///nowhere/{commit}.tar.gz\"]";
    consumer.edit("MODULE.bazel", tag, "path = \"//:hello.control\"");
    says(&consumer.refusal(TARGET, &[]), GIT_PACKAGE);
}

#[test]
fn of_an_archive() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    depend(&mut consumer);
    lock(&mut consumer);
    let folder = bazel
        .workspace()
        .parent()
        .expect("a folder")
        .join("archives");
    fs::create_dir_all(&folder).expect("a folder");
    let mut archive = tar::Builder::new(Vec::new());
    for (name, text) in [("Cargo.toml", MANIFEST), ("src/lib.rs", "")] {
        let mut header = tar::Header::new_ustar();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        let path = format!("nowhere-{COMMIT}/crates/nowhere/{name}");
        archive
            .append_data(&mut header, path, text.as_bytes())
            .expect("a member");
    }
    let bytes = archive.into_inner().expect("an archive");
    fs::write(folder.join(format!("{COMMIT}.tar")), bytes).expect("a file");
    say_where(
        &mut consumer,
        &format!("urls = [\"file://{}/{{commit}}.tar\"]", folder.display()),
    );
    consumer.loading(FILES);
    consumer.is_untouched();
}

#[test]
fn of_a_copy_that_a_patch_table_asks_for() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    let patch = format!("nowhere = \"0.1\"\n\n[patch.crates-io]\nnowhere = {{ git = \"{REMOTE}\", branch = \"main\" }}\n");
    let text = fs::read_to_string(consumer.workspace().join("Cargo.toml")).expect("Cargo.toml");
    consumer.write("Cargo.toml", &format!("{text}{patch}"));
    lock(&mut consumer);
    consumer.write("copies/nowhere/Cargo.toml", MANIFEST);
    consumer.write("copies/nowhere/src/lib.rs", "");
    say_where(&mut consumer, "path = \"//:copies/nowhere/Cargo.toml\"");
    consumer.loading(FILES);
    let patched = "\npgrx.annotation(crate = \"nowhere\", patches = [\"//:a.patch\"])\nuse_repo(";
    consumer.edit("MODULE.bazel", "\nuse_repo(", patched);
    consumer.write("a.patch", "");
    says(&consumer.refusal(FILES, &[]), GIT_PATCHES);
}

#[test]
fn a_repository_that_no_lock_names() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    say_where(&mut consumer, "path = \"//:Cargo.toml\"");
    says(&consumer.refusal(TARGET, &[]), NO_SUCH_REMOTE);
}
