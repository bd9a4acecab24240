//! control and files -> the archive (deb(5)).

use crate::control::Control;
use crate::Error;
use ar::{Builder, Header};
use data_encoding::HEXLOWER;
use md5::{Digest, Md5};
use package_tree::{gzip, tar, Tree};
use std::fmt::Write;

/// The package's bytes; `control.installed_size` is replaced by what `tree` needs.
///
/// # Errors
/// A field of `control` is bad, or a path is too long for the format.
pub fn package(control: &Control, tree: &Tree) -> Result<Vec<u8>, Error> {
    let control = Control {
        installed_size: installed_size(tree),
        ..control.clone()
    };
    control.check()?;
    let mut fields = Tree::default();
    fields.insert("control", control.to_string().into_bytes())?;
    fields.insert("md5sums", md5sums(tree).into_bytes())?;
    let members = [
        ("debian-binary", b"2.0\n".to_vec()),
        ("control.tar.gz", gzip(&tar(&fields, "./", None)?)),
        ("data.tar.gz", gzip(&tar(tree, "./", None)?)),
    ];
    let mut archive = Builder::new(Vec::new());
    for (name, bytes) in &members {
        let mut header = Header::new(name.as_bytes().to_vec(), bytes.len() as u64);
        header.set_mode(0o100_644);
        header.set_mtime(package_tree::MTIME);
        archive
            .append(&header, bytes.as_slice())
            .expect("writing into memory");
    }
    Ok(archive.into_inner().expect("writing into memory"))
}

/// KiB on disk as dpkg-gencontrol counts them: each file rounded up to one, and one
/// for each folder (Policy 5.6.20).
fn installed_size(tree: &Tree) -> u64 {
    let files: u64 = tree
        .files()
        .map(|(_, bytes)| (bytes.len() as u64).div_ceil(1024))
        .sum();
    files + tree.folders().len() as u64 + 1
}

/// deb-md5sums(5).
fn md5sums(tree: &Tree) -> String {
    let mut lines = String::new();
    for (path, bytes) in tree.files() {
        let digest = HEXLOWER.encode(&Md5::digest(bytes));
        writeln!(lines, "{digest}  {path}").expect("writing into memory");
    }
    lines
}
