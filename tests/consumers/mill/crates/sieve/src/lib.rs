//! A function that nasm assembles, and a table that perl writes.

#[cfg(assembled)]
mod assembled {
    unsafe extern "C" {
        pub safe fn sift(coarse: i64, fine: i64) -> i64;
    }
}

/// The sum of two numbers.
pub fn sift(coarse: i64, fine: i64) -> i64 {
    #[cfg(assembled)]
    let sum = assembled::sift(coarse, fine);
    #[cfg(not(assembled))]
    let sum = coarse + fine;
    sum
}

/// What perl has written.
pub const MESH: [i32; 4] = include!(concat!(env!("OUT_DIR"), "/table.rs"));

/// What a variable says that only an annotation sets.
pub const WIRE: &str = match option_env!("SIEVE_WIRE") {
    Some(wire) => wire,
    None => "steel",
};
