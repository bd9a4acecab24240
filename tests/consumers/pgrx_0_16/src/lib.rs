//! Notes in a table of the extension's own.

use pgrx::prelude::*;
use segments::UnicodeSegmentation;

::pgrx::pg_module_magic!();

extension_sql_file!("../sql/tables.sql", name = "tables");

/// Words of a text, as Unicode counts them.
#[pg_extern(immutable, parallel_safe)]
fn count_words(text: &str) -> i32 {
    text.unicode_words().count() as i32
}

/// Writes a note, and returns its number.
#[pg_extern(requires = ["tables"])]
fn add_note(body: &str) -> Result<Option<i64>, spi::Error> {
    if count_words(body) == 0 {
        error!("a note has words");
    }
    Spi::get_one_with_args(
        "INSERT INTO note (body) VALUES ($1) RETURNING id",
        &[body.into()],
    )
}

/// A text as a key, with the feature that the optional dependency is for.
#[cfg(feature = "keys")]
#[pg_extern(immutable, parallel_safe)]
fn key_of(text: &str) -> String {
    hex::encode(text)
}

/// What `[env]` of `.cargo/config.toml` says.
#[pg_extern(immutable, parallel_safe)]
fn notes_language() -> &'static str {
    env!("NOTES_LANGUAGE")
}

/// Whether the flags of `.cargo/config.toml` have arrived.
#[pg_extern(immutable, parallel_safe)]
fn notes_tuned() -> bool {
    cfg!(notes_tuned)
}

#[cfg(any(test, feature = "pg_test"))]
#[pg_schema]
mod tests {
    use pgrx::prelude::*;

    #[pg_test]
    fn notes_are_numbered() {
        assert_eq!(crate::add_note("buy milk"), Ok(Some(1)));
        let body = Spi::get_one::<String>("SELECT body FROM note");
        assert_eq!(body, Ok(Some("buy milk".to_owned())));
    }

    #[pg_test(error = "a note has words")]
    fn a_note_without_words_is_refused() {
        let _ = crate::add_note("...");
    }

    #[pg_test]
    #[should_panic(expected = "division by zero")]
    fn an_error_of_the_server_is_expected() {
        let _ = Spi::run("SELECT 1 / 0");
    }

    #[pg_test]
    fn the_flags_choose_the_level() {
        let (level, asked) = (cfg!(target_feature = "bmi2"), cfg!(target_arch = "x86_64"));
        assert_eq!(level, asked);
    }

    /// A test without a server, beside those with one.
    #[test]
    fn words_are_counted() {
        assert_eq!(crate::count_words("tea, no sugar"), 3);
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
