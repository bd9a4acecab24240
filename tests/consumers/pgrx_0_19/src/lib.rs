//! A background worker that beats in shared memory, from where SQL reads it.

mod worker;

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use pgrx::prelude::*;
use pgrx::{pg_shmem_init, PgAtomic, PgLwLock};

::pgrx::pg_module_magic!(name, version);

/// How often the worker has beaten.
static BEATS: PgAtomic<AtomicI64> = unsafe { PgAtomic::new(c"pulse_beats") };

/// What sessions have left for each other.
static MARK: PgLwLock<i32> = unsafe { PgLwLock::new(c"pulse_mark") };

#[pg_guard]
pub extern "C-unwind" fn _PG_init() {
    pg_shmem_init!(BEATS);
    pg_shmem_init!(MARK);
    worker::register();
}

/// Whether the worker beats once more within a time.
#[pg_extern]
fn pulse_beats_within(milliseconds: i32) -> bool {
    let before = BEATS.get().load(Ordering::Relaxed);
    let end = Instant::now() + Duration::from_millis(milliseconds.unsigned_abs().into());
    while Instant::now() < end {
        if BEATS.get().load(Ordering::Relaxed) > before {
            return true;
        }
        check_for_interrupts!();
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}

/// Leaves a mark and returns the one before.
#[pg_extern]
fn pulse_mark(mark: i32) -> i32 {
    if mark < 0 {
        error!("a mark is not negative, not {mark}");
    }
    std::mem::replace(&mut *MARK.exclusive(), mark)
}

/// The mark that was left last.
#[pg_extern]
fn pulse_last_mark() -> i32 {
    *MARK.share()
}

/// What the build script found out.
#[pg_extern(immutable, parallel_safe)]
fn pulse_on_linux() -> bool {
    cfg!(pulse_on_linux)
}

#[cfg(any(test, feature = "pg_test"))]
#[pg_schema]
mod tests {
    use pgrx::prelude::*;

    #[pg_test]
    fn the_worker_beats() {
        assert!(crate::pulse_beats_within(30_000));
    }

    #[pg_test]
    fn a_mark_stays() {
        crate::pulse_mark(7);
        let mark = Spi::get_one::<i32>("SELECT pulse_last_mark()");
        assert_eq!(mark, Ok(Some(7)));
    }

    #[pg_test(error = "a mark is not negative, not -1")]
    fn a_negative_mark_is_refused() {
        crate::pulse_mark(-1);
    }

    #[pg_test]
    fn the_settings_of_the_tests_are_in_force() {
        let memory = Spi::get_one::<String>("SHOW work_mem");
        assert_eq!(memory, Ok(Some("5MB".to_owned())));
    }
}

/// What `cargo pgrx test` asks for.
#[cfg(test)]
pub mod pg_test {
    pub fn setup(_options: Vec<&str>) {}

    #[must_use]
    pub fn postgresql_conf_options() -> Vec<&'static str> {
        vec!["shared_preload_libraries = 'pulse'", "work_mem = '5MB'"]
    }
}
