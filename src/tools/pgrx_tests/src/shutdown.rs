//! What a program does at its end, after its tests.

use std::sync::{Mutex, Once, PoisonError};

type Hook = Box<dyn FnOnce() + Send>;

static HOOKS: Mutex<Vec<Hook>> = Mutex::new(Vec::new());
static REGISTERED: Once = Once::new();

extern "C" {
    // The C library's; libtest ends a program by exit(3), which drops nothing.
    fn atexit(callback: extern "C" fn()) -> std::ffi::c_int;
}

/// Has `hook` called when the process ends, the last added first.
///
/// Called from `setup`: a `#[pg_test]`'s own body runs in the server's process.
pub fn add_shutdown_hook<F: FnOnce() + Send + 'static>(hook: F) {
    REGISTERED.call_once(|| {
        // SAFETY: `run_hooks` does not unwind, and is there as long as the program.
        let refused = unsafe { atexit(run_hooks) };
        assert_eq!(refused, 0, "the C library takes no more functions for exit");
    });
    lock().push(Box::new(hook));
}

fn lock() -> std::sync::MutexGuard<'static, Vec<Hook>> {
    HOOKS.lock().unwrap_or_else(PoisonError::into_inner)
}

extern "C" fn run_hooks() {
    let hooks = std::mem::take(&mut *lock());
    let run = |hook: Hook| std::panic::catch_unwind(std::panic::AssertUnwindSafe(hook)).is_err();
    // All of them, even after one that panics; its message is on standard error.
    let panicked = hooks.into_iter().rev().map(run).filter(|p| *p).count();
    if panicked > 0 {
        std::process::abort();
    }
}
