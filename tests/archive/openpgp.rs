//! As much of OpenPGP (RFC 9580; keys and signatures of version 4) as an archive
//! needs: a key, its certificate, and a text signed in the clear.

use data_encoding::BASE64;
use ed25519_compact::{KeyPair, Seed};
use sha1::Sha1;
use sha2::{Digest, Sha512};

/// When keys and signatures were made, in seconds since 1970: long ago, so that no clock
/// of a test machine is behind it.
const MADE_AT: u32 = 1_700_000_000;

const USER_ID: &str = "Archive of a test";

// RFC 9580, 5.5.2 and 9.2: EdDSALegacy with the curve Ed25519Legacy, by its object identifier.
const EDDSA_LEGACY: u8 = 22;
const ED25519: [u8; 9] = [0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x0f, 0x01];
/// RFC 9580, 9.5.
const SHA512: u8 = 10;

/// Packet types (RFC 9580, 5).
const SIGNATURE: u8 = 2;
const PUBLIC_KEY: u8 = 6;
const USER: u8 = 13;

/// Signature types (RFC 9580, 5.2.1).
const OVER_TEXT: u8 = 0x01;
const POSITIVE_CERTIFICATION: u8 = 0x13;

/// A key that signs.
pub struct Key(KeyPair);

impl Key {
    /// The key that belongs to a seed. Keys of a test need no secret.
    pub fn of_seed(seed: u8) -> Self {
        Key(KeyPair::from_seed(Seed::new([seed; 32])))
    }

    /// The certificate, in the binary form of a keyring.
    pub fn certificate(&self) -> Vec<u8> {
        let mut signed = self.hashed_form();
        signed.push(0xb4);
        signed.extend((USER_ID.len() as u32).to_be_bytes());
        signed.extend(USER_ID.bytes());
        // Key flags (5.2.3.29): certifies and signs.
        let flags = [2, 27, 0x03];
        let signature = self.sign(POSITIVE_CERTIFICATION, &flags, &signed);
        [
            packet(PUBLIC_KEY, &self.public_key()),
            packet(USER, USER_ID.as_bytes()),
            signature,
        ]
        .concat()
    }

    /// The certificate in ASCII armour (RFC 9580, 6.2).
    pub fn armoured(&self) -> String {
        let lines = wrapped(&self.certificate());
        format!(
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{lines}\n-----END PGP PUBLIC KEY BLOCK-----\n"
        )
    }

    /// The text with its signature (RFC 9580, 7); no line may begin with a dash.
    pub fn clear_sign(&self, text: &str) -> String {
        assert!(
            text.lines().all(|line| !line.starts_with('-')),
            "dashes are not escaped here"
        );
        let lines: Vec<_> = text.lines().map(str::trim_end).collect();
        let signature = wrapped(&self.sign(OVER_TEXT, &[], lines.join("\r\n").as_bytes()));
        format!(
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n{}\n-----BEGIN PGP SIGNATURE-----\n\n{}\n-----END PGP SIGNATURE-----\n",
            lines.join("\n"),
            signature,
        )
    }

    fn public_key(&self) -> Vec<u8> {
        let mut body = vec![4];
        body.extend(MADE_AT.to_be_bytes());
        body.extend([EDDSA_LEGACY, ED25519.len() as u8]);
        body.extend(ED25519);
        // A point in its native form, which 0x40 says.
        body.extend(integer(&[&[0x40], self.0.pk.as_slice()].concat()));
        body
    }

    /// The key as it goes into hashes (5.2.4).
    fn hashed_form(&self) -> Vec<u8> {
        let body = self.public_key();
        [&[0x99], &(body.len() as u16).to_be_bytes()[..], &body].concat()
    }

    /// A signature packet (5.2.3) over `data`, with further hashed subpackets.
    fn sign(&self, kind: u8, subpackets: &[u8], data: &[u8]) -> Vec<u8> {
        let mut hashed = vec![5, 2];
        hashed.extend(MADE_AT.to_be_bytes());
        // Issuer fingerprint (5.2.3.35) of a version 4 key.
        hashed.extend([22, 33, 4]);
        hashed.extend(Sha1::digest(self.hashed_form()));
        hashed.extend(subpackets);
        let mut body = vec![4, kind, EDDSA_LEGACY, SHA512];
        body.extend((hashed.len() as u16).to_be_bytes());
        body.extend(hashed);
        let trailer = [&[4, 0xff], &(body.len() as u32).to_be_bytes()[..]].concat();
        let digest = Sha512::digest([data, &body, &trailer].concat());
        let signature = self.0.sk.sign(digest, None);
        body.extend([0, 0]);
        body.extend(&digest[..2]);
        body.extend(integer(&signature[..32]));
        body.extend(integer(&signature[32..]));
        packet(SIGNATURE, &body)
    }
}

/// Base64 in lines.
fn wrapped(bytes: &[u8]) -> String {
    let text = BASE64.encode(bytes);
    let lines: Vec<_> = text
        .as_bytes()
        .chunks(64)
        .map(String::from_utf8_lossy)
        .collect();
    lines.join("\n")
}

/// A multiprecision integer (3.2): its length in bits, then its bytes from the first that is not 0.
fn integer(bytes: &[u8]) -> Vec<u8> {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let bytes = &bytes[zeros..];
    let bits = bytes.len() * 8
        - bytes
            .first()
            .map_or(0, |first| first.leading_zeros() as usize);
    [&(bits as u16).to_be_bytes()[..], bytes].concat()
}

/// A packet with a header of the current format and a length of one byte (4.2.1).
fn packet(kind: u8, body: &[u8]) -> Vec<u8> {
    assert!(body.len() < 192, "longer packets have longer lengths");
    [&[0xc0 | kind, body.len() as u8], body].concat()
}
