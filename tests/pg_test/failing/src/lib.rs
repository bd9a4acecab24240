//! An extension whose tests fail, each in a way of its own; ../failing_test.rs reads how.

use pgrx::prelude::*;

::pgrx::pg_module_magic!();

#[cfg(any(test, feature = "pg_test"))]
#[pg_schema]
mod tests {
    use pgrx::prelude::*;

    #[pg_test(error = "one message")]
    fn another_error_comes() {
        error!("another message");
    }

    #[pg_test(error = "no message")]
    fn no_error_comes() {}

    #[pg_test]
    fn an_assertion_fails() {
        log!("what led to it");
        Spi::run("SELECT 'a statement of the test'").unwrap();
        assert_eq!(1, 2, "one is not two");
    }

    #[pg_test]
    #[should_panic(expected = "the panic that is expected")]
    fn no_panic_comes() {}

    #[pg_test]
    fn the_session_crashes() {
        std::process::abort();
    }

    #[pg_test]
    fn one_passes() {}

    #[pg_test]
    #[ignore = "it passes, when it is asked for"]
    fn another_passes() {}

    #[test]
    #[ignore = "it ends the program"]
    fn a_plain_test_reaches_postgresql() {
        info!("nobody hears this");
    }
}

/// What pgrx wants at the root of a crate with pg_tests.
#[cfg(test)]
pub mod pg_test {
    pub fn setup(_options: Vec<&str>) {}

    pub fn postgresql_conf_options() -> Vec<&'static str> {
        match std::env::var_os("FAILING_CONF") {
            Some(_) => vec!["shared_preload_libraries = 'nowhere'"],
            None => vec![],
        }
    }
}
