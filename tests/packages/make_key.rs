//! `make_key <file>`: an RSA key for tests of signing, the same at each run.
//!
//! Its seed stands here, so it protects nothing; in return no key is committed, and
//! builds of what it signs are reproducible. 1024 bits, since 2048 take an
//! unoptimised program most of a minute.

use rand_chacha::rand_core::SeedableRng;
use rand_chacha::ChaCha20Rng;
use rsa::pkcs8::{EncodePrivateKey, LineEnding};
use rsa::RsaPrivateKey;

fn main() {
    let out = std::env::args_os().nth(1).expect("the file to write");
    let mut random = ChaCha20Rng::seed_from_u64(0);
    let key = RsaPrivateKey::new(&mut random, 1024).expect("primes exist");
    let pem = key
        .to_pkcs8_pem(LineEnding::LF)
        .expect("a key can be written");
    std::fs::write(out, pem.as_bytes()).expect("the folder is there");
}
