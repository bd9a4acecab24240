//! An extension that an older glibc has no symbols for, in C and in a crate of its own.

use pgrx::prelude::*;

pgrx::pg_module_magic!();

extern "C" {
    fn entropy() -> u32;
    /// Of glibc 2.39.
    fn pidfd_getpid(process: i32) -> i32;
}

#[pg_extern]
fn random_number() -> i64 {
    unsafe { entropy() }.into()
}

#[pg_extern]
fn process(number: i32) -> i32 {
    unsafe { pidfd_getpid(number) }
}
