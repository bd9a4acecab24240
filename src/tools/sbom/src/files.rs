//! The product's own files.

use crate::spdx::{identifier, Checksum, File, VerificationCode, NOASSERTION};
use data_encoding::HEXLOWER;
use package_tree::Tree;
use sha1::{Digest, Sha1};
use sha2::Sha256;

/// Each file with its digests, sorted by path.
#[must_use]
pub fn files(tree: &Tree) -> Vec<File> {
    let describe = |(path, bytes): (&str, &[u8])| {
        let name = path.rsplit('/').next().unwrap_or(path);
        let place = HEXLOWER.encode(&Sha1::digest(path));
        File {
            // Names alone are not unique, and paths not made of what an identifier may have.
            id: identifier(&format!("file-{name}-{}", &place[..12])),
            file_name: format!("./{path}"),
            checksums: vec![
                checksum("SHA1", HEXLOWER.encode(&Sha1::digest(bytes))),
                checksum("SHA256", HEXLOWER.encode(&Sha256::digest(bytes))),
            ],
            license_concluded: NOASSERTION,
            copyright_text: NOASSERTION,
        }
    };
    tree.files().map(describe).collect()
}

/// A checksum of a package or file.
#[must_use]
pub fn checksum(algorithm: &'static str, value: String) -> Checksum {
    Checksum {
        algorithm,
        checksum_value: value,
    }
}

/// The SHA-1 of all files' SHA-1, sorted and without separators (7.9).
#[must_use]
pub fn verification_code(tree: &Tree) -> VerificationCode {
    let mut digests: Vec<_> = tree
        .files()
        .map(|(_, bytes)| HEXLOWER.encode(&Sha1::digest(bytes)))
        .collect();
    digests.sort();
    VerificationCode {
        package_verification_code_value: HEXLOWER.encode(&Sha1::digest(digests.concat())),
    }
}

#[cfg(test)]
mod tests {
    use super::{files, verification_code};
    use package_tree::Tree;

    #[test]
    fn digests_are_those_of_the_standards() {
        let mut tree = Tree::default();
        tree.insert("usr/a", b"abc".to_vec()).unwrap();
        let files = files(&tree);
        assert_eq!(files[0].file_name, "./usr/a");
        let values: Vec<_> = files[0]
            .checksums
            .iter()
            .map(|sum| sum.checksum_value.as_str())
            .collect();
        // FIPS 180-2, A.1 and B.1.
        assert_eq!(
            values,
            [
                "a9993e364706816aba3e25717850c26c9cd0d89d",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            ]
        );
        tree.insert("usr/b", vec![]).unwrap();
        // sha1sum of both files' SHA-1, one after the other.
        assert_eq!(
            verification_code(&tree).package_verification_code_value,
            "29d0dbdfff975c93e2d75e5024fe8b650ec847af"
        );
    }
}
