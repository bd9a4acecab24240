//! What an extension is compiled for, and an instruction that is run without asking whether the CPU has it.

use pgrx::prelude::*;

pgrx::pg_module_magic!();

extern "C" {
    /// The number of the highest level that C is compiled for.
    fn c_level() -> i32;
}

/// The same of Rust: 0 is the baseline.
#[pg_extern]
fn rust_level() -> i32 {
    if cfg!(target_feature = "avx512f") {
        return 4;
    }
    if cfg!(target_feature = "avx2") {
        return 3;
    }
    i32::from(cfg!(target_feature = "sse4.2")) * 2 + i32::from(cfg!(target_feature = "lse")) * 82
}

/// That of C.
#[pg_extern]
fn level_of_c() -> i32 {
    // SAFETY: it returns a number.
    unsafe { c_level() }
}

/// Eight ones, added by AVX2.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
unsafe fn added() -> i32 {
    use core::arch::x86_64::{_mm256_add_epi32, _mm256_extract_epi32, _mm256_set1_epi32};
    let ones = std::hint::black_box(_mm256_set1_epi32(1));
    let twos = std::hint::black_box(_mm256_add_epi32(ones, ones));
    _mm256_extract_epi32::<0>(twos) * 4
}

/// One, to which an atomic instruction of Armv8.1 adds seven.
#[cfg(target_arch = "aarch64")]
unsafe fn added() -> i32 {
    let mut sum = 1_i32;
    core::arch::asm!(
        ".arch_extension lse", "ldadd {seven:w}, {before:w}, [{sum}]",
        seven = in(reg) 7, before = out(reg) _, sum = in(reg) &mut sum,
    );
    sum
}

/// Nothing that some CPU lacks.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
unsafe fn added() -> i32 {
    8
}

/// Eight, where the CPU has the instruction.
#[pg_extern]
fn eight() -> i32 {
    // SAFETY: it is not: this is what the test is about.
    unsafe { added() }
}

#[cfg(any(test, feature = "pg_test"))]
#[pg_schema]
mod tests {
    use pgrx::prelude::*;

    #[pg_test]
    fn pg_eight() {
        assert_eq!(crate::eight(), 8);
    }
}

#[cfg(test)]
pub mod pg_test {
    pub fn setup(_options: Vec<&str>) {}

    #[must_use]
    pub fn postgresql_conf_options() -> Vec<&'static str> {
        vec![]
    }
}
