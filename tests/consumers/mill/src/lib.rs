//! What programs have made in build scripts: cmake and make a library in C and C++, bindgen its bindings, protoc messages,
//! nasm a function, perl a table.

use pgrx::prelude::*;
use prost::Message;
use prost_types::Timestamp;

::pgrx::pg_module_magic!(name, version);

mod flour {
    include!(concat!(env!("OUT_DIR"), "/flour.rs"));
}

/// A message, encoded and decoded again.
#[pg_extern(immutable, parallel_safe)]
fn sack(grain: &str, grams: i32) -> Result<String, Box<dyn std::error::Error>> {
    let sack = flour::Sack {
        grain: grain.to_owned(),
        grams: Some(grams.try_into()?),
        ground: Some(Timestamp {
            seconds: 86_400,
            nanos: 0,
        }),
    };
    let bytes = sack.encode_to_vec();
    let back = flour::Sack::decode(bytes.as_slice())?;
    let ground = back.ground.ok_or("no time")?;
    Ok(format!(
        "{} g of {}, {} bytes, {ground}",
        back.grams(),
        back.grain,
        bytes.len()
    ))
}

/// What C++ says of a grain that is too hard.
#[pg_extern(immutable, parallel_safe)]
fn ground(hardness: i32) -> String {
    stones::grind(hardness)
}

/// Whether cmake and bindgen were told of the target, not of the machine that builds.
#[pg_extern(immutable, parallel_safe)]
fn stones_are_of_the_target() -> bool {
    let width = usize::try_from(stones::pointer_width());
    let named = stones::processor().starts_with(match std::env::consts::ARCH {
        "arm" => "armv7",
        "powerpc64" => "ppc64le",
        "x86" => "i686",
        arch => arch,
    });
    named && stones::grains_agree() && width == Ok(std::mem::size_of::<usize>())
}

/// What cmake has found in the C library of the target, and of the machine's libraries.
#[pg_extern(immutable, parallel_safe)]
fn stones_found() -> &'static str {
    stones::found()
}

/// What the build script made of what that of the stones says, and what an annotation says of a path crate.
#[pg_extern(immutable, parallel_safe)]
fn grade() -> String {
    format!("{}, {}", env!("MILL_GRADE"), sieve::WIRE)
}

/// A sum, by what nasm has assembled where the CPU is one that it knows.
#[pg_extern(immutable, parallel_safe)]
fn sifted(coarse: i64, fine: i64) -> i64 {
    sieve::sift(coarse, fine)
}

/// What perl has written.
#[pg_extern(immutable, parallel_safe)]
fn mesh() -> Vec<i32> {
    sieve::MESH.to_vec()
}

#[cfg(any(test, feature = "pg_test"))]
#[pg_schema]
mod tests {
    use pgrx::prelude::*;

    #[pg_test]
    fn grains_are_sifted() {
        assert_eq!(Spi::get_one::<i64>("SELECT sifted(40, 2)"), Ok(Some(42)));
    }
}

/// What `cargo pgrx test` asks for.
#[cfg(test)]
pub mod pg_test {
    pub fn setup(_options: Vec<&str>) {}

    #[must_use]
    pub fn postgresql_conf_options() -> Vec<&'static str> {
        vec![]
    }
}
