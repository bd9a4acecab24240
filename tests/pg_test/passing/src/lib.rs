//! An extension whose pg_tests all pass: each kind that pgrx has, and plain tests beside them.

use std::ffi::CStr;

use pgrx::guc::{GucContext, GucFlags, GucRegistry, GucSetting};
use pgrx::prelude::*;

::pgrx::pg_module_magic!();

static LOADED_EARLY: GucSetting<bool> = GucSetting::<bool>::new(false);
const NAME: &CStr = c"passing.loaded_early";
const WHAT: &CStr = c"Whether shared_preload_libraries named the library.";

#[pg_guard]
pub extern "C-unwind" fn _PG_init() {
    let flags = GucFlags::default();
    GucRegistry::define_bool_guc(NAME, WHAT, WHAT, &LOADED_EARLY, GucContext::Userset, flags);
    // SAFETY: PostgreSQL calls this in the one thread of its process.
    if unsafe { pg_sys::process_shared_preload_libraries_in_progress } {
        // SAFETY: as above, and the setting has just been defined.
        unsafe {
            pg_sys::SetConfigOption(
                NAME.as_ptr(),
                c"on".as_ptr(),
                pg_sys::GucContext::PGC_USERSET,
                pg_sys::GucSource::PGC_S_DYNAMIC_DEFAULT,
            );
        }
    }
}

#[pg_extern]
fn half(number: i32) -> i32 {
    if number % 2 != 0 {
        error!("{number} is odd");
    }
    number / 2
}

#[cfg(any(test, feature = "pg_test"))]
#[pg_schema]
mod tests {
    use pgrx::prelude::*;

    use crate::half;

    fn show(setting: &str) -> String {
        let value = Spi::get_one::<String>(&format!("SHOW {setting}"));
        value.unwrap().unwrap()
    }

    #[pg_test]
    fn a_value_is_halved() {
        assert_eq!(half(8), 4);
        assert_eq!(Spi::get_one::<i32>("SELECT half(8)"), Ok(Some(4)));
    }

    #[pg_test(error = "7 is odd")]
    fn an_error_is_expected() {
        half(7);
    }

    #[pg_test(error = "two\nlines, :a \"colon\" and a \\backslash")]
    fn an_error_of_two_lines_is_expected() {
        error!("two\nlines, :a \"colon\" and a \\backslash");
    }

    #[pg_test]
    #[should_panic(expected = "5 is odd")]
    fn a_panic_is_expected() {
        half(5);
    }

    #[pg_test]
    #[ignore = "to show that it is not run"]
    fn nobody_runs_this() {
        panic!("it was run");
    }

    #[pg_test]
    fn the_configuration_is_the_crates() {
        assert_eq!(show("work_mem"), "7MB");
        // The harness has a value of its own.
        assert_eq!(show("max_connections"), "33");
    }

    #[pg_test]
    fn the_library_was_loaded_at_the_start() {
        assert_eq!(show("passing.loaded_early"), "on");
    }

    #[pg_test]
    fn sessions_are_as_pgrx_has_them() {
        assert_eq!(show("datestyle"), "ISO, MDY");
        assert_eq!(
            Spi::get_one::<String>("SELECT upper('ä')"),
            Ok(Some("Ä".into()))
        );
    }

    #[pg_test]
    fn what_a_test_makes_is_gone_1() {
        Spi::run("CREATE TABLE made (i int)").unwrap();
    }

    #[pg_test]
    fn what_a_test_makes_is_gone_2() {
        Spi::run("CREATE TABLE made (i int)").unwrap();
    }

    /// The program names functions of the server, then, and yet starts without one.
    #[test]
    fn a_plain_test_does_not_reach_the_error_that_its_code_could_raise() {
        assert_eq!(half(std::hint::black_box(8)), 4);
    }

    /// pgrx calls `setup` in each wrapper; this calls one as libtest would.
    #[test]
    fn setup_is_called_before_a_test() {
        use std::sync::atomic::Ordering;
        let before = crate::pg_test::SET_UP.load(Ordering::SeqCst);
        pg_a_value_is_halved();
        assert!(crate::pg_test::SET_UP.load(Ordering::SeqCst) > before);
    }
}

/// What pgrx wants at the root of a crate with pg_tests.
#[cfg(test)]
pub mod pg_test {
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// How often `setup` was called in this process.
    pub static SET_UP: AtomicUsize = AtomicUsize::new(0);

    pub fn setup(_options: Vec<&str>) {
        SET_UP.fetch_add(1, Ordering::SeqCst);
    }

    pub fn postgresql_conf_options() -> Vec<&'static str> {
        vec![
            "shared_preload_libraries = 'passing'",
            "work_mem = '7MB' # a comment",
            "max_connections = 33",
        ]
    }
}
