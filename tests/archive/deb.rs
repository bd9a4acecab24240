//! Binary packages in the format of deb(5).

use std::io::Write;

use flate2::write::GzEncoder;
use flate2::Compression;
use tar::{Builder, EntryType, Header};

/// What a package holds at a path.
pub enum Entry<'a> {
    /// A file, with its text.
    File(&'a str),
    /// A symbolic link, with its target as it stands in the package.
    Link(&'a str),
}

/// A package of these entries, as dpkg-deb would lay it out.
pub fn deb(entries: &[(&str, Entry)]) -> Vec<u8> {
    deb_with_data("data.tar.gz", &data(entries))
}

/// A package whose files are in a member of another name.
pub fn deb_with_data(member: &str, data: &[u8]) -> Vec<u8> {
    let mut ar = b"!<arch>\n".to_vec();
    let control = gzip(
        &Builder::new(Vec::new())
            .into_inner()
            .expect("a tar in memory"),
    );
    for (name, content) in [
        ("debian-binary", &b"2.0\n"[..]),
        ("control.tar.gz", &control),
        (member, data),
    ] {
        // ar(5): name, time, owner, group, mode, size; members begin at even offsets.
        let head = format!(
            "{name:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n",
            0,
            0,
            0,
            "100644",
            content.len()
        );
        ar.extend(head.bytes());
        ar.extend(content);
        ar.resize(ar.len().next_multiple_of(2), b'\n');
    }
    ar
}

fn data(entries: &[(&str, Entry)]) -> Vec<u8> {
    let mut tar = Builder::new(Vec::new());
    for (path, entry) in entries {
        let mut header = Header::new_gnu();
        header.set_mode(0o644);
        let path = format!("./{path}");
        match entry {
            Entry::File(text) => {
                header.set_size(text.len() as u64);
                tar.append_data(&mut header, path, text.as_bytes())
            }
            Entry::Link(target) => {
                header.set_entry_type(EntryType::Symlink);
                header.set_size(0);
                tar.append_link(&mut header, path, target)
            }
        }
        .expect("a tar in memory");
    }
    gzip(&tar.into_inner().expect("a tar in memory"))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes).expect("memory");
    gzip.finish().expect("memory")
}
