//! What an OpenSSL does that is a part of the extension, and a libsodium that is not.

use openssl::error::ErrorStack;
use openssl::pkey::PKey;
use openssl::sign::{Signer, Verifier};
use pgrx::prelude::*;

::pgrx::pg_module_magic!(name, version);

/// The SHA-256 digest, in hexadecimal.
#[pg_extern(immutable, parallel_safe)]
fn vault_sha256(text: &str) -> String {
    let digest = openssl::sha::sha256(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a new key's signature of a text holds for another.
#[pg_extern(parallel_safe)]
fn vault_holds(signed: &str, text: &str) -> Result<bool, ErrorStack> {
    let key = PKey::generate_ed25519()?;
    let signature = Signer::new_without_digest(&key)?.sign_oneshot_to_vec(signed.as_bytes())?;
    Verifier::new_without_digest(&key)?.verify_oneshot(&signature, text.as_bytes())
}

/// The version that is linked.
#[pg_extern(immutable, parallel_safe)]
fn vault_version() -> &'static str {
    openssl::version::version()
}

/// A code of a text for who has the key, in hexadecimal, by what ring has compiled or assembled.
#[pg_extern(immutable, parallel_safe)]
fn vault_hmac(key: &str, text: &str) -> String {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, key.as_bytes());
    let code = ring::hmac::sign(&key, text.as_bytes());
    code.as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The BLAKE2b digest of a text, in hexadecimal.
#[pg_extern(immutable, parallel_safe)]
fn vault_blake2b(text: &str) -> String {
    let digest = seal::digest(text);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The version of libsodium that is loaded.
#[pg_extern(immutable, parallel_safe)]
fn vault_seal() -> String {
    seal::version()
}
