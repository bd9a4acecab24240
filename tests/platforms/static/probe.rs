//! A program that uses of its runtime what static linking breaks most easily.
//!
//! Prints one line: threads, their local storage, unwinding, floating point, random
//! numbers of the kernel, a child process.

use std::cell::Cell;
use std::collections::HashMap;
use std::process::Command;

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(1) };
}

fn main() {
    let count = std::thread::spawn(|| COUNT.with(|n| n.replace(n.get() + 1) + n.get()));
    let count = count.join().expect("the thread ends");
    std::panic::set_hook(Box::new(|_| ()));
    let caught = std::panic::catch_unwind(|| panic!("on purpose")).is_err();
    let roots: HashMap<u8, f64> = (0..100).map(|n| (n, f64::from(n).sqrt())).collect();
    let sum: f64 = (0..100).map(|n| roots[&n]).sum();
    println!(
        "{} bits, {}-endian, {}: count {count} caught {caught} sum {sum:.3} child {:?}",
        usize::BITS,
        if cfg!(target_endian = "big") {
            "big"
        } else {
            "little"
        },
        if cfg!(target_feature = "crt-static") {
            "static"
        } else {
            "dynamic"
        },
        child(),
    );
}

/// The exit code of a child. A shell, since emulators start programs of the machine only.
fn child() -> Option<i32> {
    let status = Command::new("/bin/sh").args(["-c", "exit 7"]).status();
    status.ok()?.code()
}
