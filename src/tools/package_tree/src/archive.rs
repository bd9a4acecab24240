//! Archives that depend on nothing but their entries.

use crate::{Error, Tree};
use std::io::Write;
use tar::{Builder, EntryType, Header};

/// The time of every entry, 2000-01-01T00:00:00Z. Not 0: tar and Debian's checks take
/// that for a broken clock.
pub const MTIME: u64 = 946_684_800;

/// Bytes that a tar header has for a name and for the folders before it (POSIX ustar);
/// longer ones would need extensions that differ between readers.
const NAME_LIMIT: usize = 100;
const PREFIX_LIMIT: usize = 155;

/// A member of an archive.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Its name; ends in `/` if it is a folder.
    pub name: &'a str,
    /// Its content, empty for a folder.
    pub bytes: &'a [u8],
}

/// PAX records (key, value) to write before a member, for formats that want them.
pub type Records = fn(&Entry) -> Vec<(&'static str, String)>;

/// An archive of `tree`, uncompressed; each name begins with `prefix`.
///
/// # Errors
/// [`Error::LongPath`].
pub fn tar(tree: &Tree, prefix: &str, records: Option<Records>) -> Result<Vec<u8>, Error> {
    let mut members: Vec<(String, &[u8])> = Vec::new();
    if !prefix.is_empty() {
        members.push((prefix.to_owned(), &[]));
    }
    for folder in tree.folders() {
        members.push((format!("{prefix}{folder}/"), &[]));
    }
    for (path, bytes) in tree.files() {
        members.push((format!("{prefix}{path}"), bytes));
    }
    members.sort();
    let mut builder = Builder::new(Vec::new());
    for (name, bytes) in &members {
        let entry = Entry { name, bytes };
        if let Some(records) = records {
            let records = records(&entry);
            let records = records.iter().map(|(key, value)| (*key, value.as_bytes()));
            builder
                .append_pax_extensions(records)
                .expect("writing into memory");
        }
        append(&mut builder, &entry)?;
    }
    Ok(builder.into_inner().expect("writing into memory"))
}

/// Compresses with gzip, without name and time in its header.
#[must_use]
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("writing into memory");
    encoder.finish().expect("writing into memory")
}

fn append(builder: &mut Builder<Vec<u8>>, entry: &Entry) -> Result<(), Error> {
    let mut header = Header::new_ustar();
    // Not `set_path`, which drops the leading `./` that Debian's archives have.
    let (prefix, name) = split(entry.name).ok_or_else(|| Error::LongPath {
        path: entry.name.to_owned(),
        limit: PREFIX_LIMIT + NAME_LIMIT,
    })?;
    let fields = header.as_ustar_mut().expect("it was made as one");
    fields.name[..name.len()].copy_from_slice(name.as_bytes());
    fields.prefix[..prefix.len()].copy_from_slice(prefix.as_bytes());
    let (kind, mode) = if entry.name.ends_with('/') {
        (EntryType::Directory, 0o755)
    } else {
        (EntryType::Regular, 0o644)
    };
    header.set_entry_type(kind);
    header.set_mode(mode);
    header.set_uid(0);
    header.set_gid(0);
    header.set_username("root").expect("root fits");
    header.set_groupname("root").expect("root fits");
    header.set_mtime(MTIME);
    header.set_size(entry.bytes.len() as u64);
    header.set_cksum();
    builder
        .append(&header, entry.bytes)
        .expect("writing into memory");
    Ok(())
}

/// A name as the two fields hold it: whole, or cut at the first slash that leaves a
/// name short enough.
fn split(name: &str) -> Option<(&str, &str)> {
    if name.len() <= NAME_LIMIT {
        return Some(("", name));
    }
    let mut cuts = name
        .match_indices('/')
        .map(|(cut, _)| (&name[..cut], &name[cut + 1..]));
    cuts.find(|(prefix, rest)| {
        prefix.len() <= PREFIX_LIMIT && (1..=NAME_LIMIT).contains(&rest.len())
    })
}

#[cfg(test)]
mod tests {
    use super::{gzip, tar, MTIME};
    use crate::{Error, Tree};
    use std::io::Read;

    fn tree() -> Tree {
        let mut tree = Tree::default();
        tree.insert("usr/lib/b.so", b"library".to_vec()).unwrap();
        tree.insert("usr/a", b"text".to_vec()).unwrap();
        tree
    }

    #[test]
    fn entries_are_sorted_and_belong_to_root() {
        let bytes = tar(&tree(), "./", None).unwrap();
        let mut archive = ::tar::Archive::new(bytes.as_slice());
        let mut seen = Vec::new();
        for entry in archive.entries().unwrap() {
            let entry = entry.unwrap();
            let header = entry.header();
            assert_eq!((header.uid().unwrap(), header.gid().unwrap()), (0, 0));
            assert_eq!(header.username().unwrap(), Some("root"));
            assert_eq!(header.mtime().unwrap(), MTIME);
            let name = String::from_utf8(entry.path_bytes().into_owned()).unwrap();
            seen.push((name, header.mode().unwrap(), header.size().unwrap()));
        }
        let expected = [
            ("./", 0o755, 0),
            ("./usr/", 0o755, 0),
            ("./usr/a", 0o644, 4),
            ("./usr/lib/", 0o755, 0),
            ("./usr/lib/b.so", 0o644, 7),
        ];
        assert_eq!(
            seen,
            expected.map(|(name, mode, size)| (name.to_owned(), mode, size))
        );
    }

    #[test]
    fn gzip_has_no_name_and_no_time() {
        let bytes = gzip(b"text");
        // RFC 1952, 2.3: FLG and MTIME.
        assert_eq!(bytes[3..8], [0; 5]);
        let mut text = String::new();
        flate2::read::GzDecoder::new(bytes.as_slice())
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "text");
    }

    #[test]
    fn long_names_are_split_and_too_long_ones_refused() {
        let fits = ["a".repeat(90), "b".repeat(59), "c".repeat(100)].join("/");
        let mut tree = Tree::default();
        tree.insert(&fits, b"text".to_vec()).unwrap();
        let bytes = tar(&tree, "./", None).unwrap();
        let mut archive = ::tar::Archive::new(bytes.as_slice());
        let last = archive.entries().unwrap().last().unwrap().unwrap();
        assert_eq!(last.path_bytes(), format!("./{fits}").as_bytes());

        tree.insert(&"d".repeat(101), vec![]).unwrap();
        let error = tar(&tree, "", None).unwrap_err();
        assert!(matches!(error, Error::LongPath { limit: 255, .. }));
    }
}
