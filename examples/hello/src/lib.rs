//! The smallest extension: one function.

use pgrx::prelude::*;

pg_module_magic!();

/// Greets by name.
#[pg_extern(immutable, parallel_safe)]
fn hello(name: &str) -> String {
    format!("hello, {name}")
}
