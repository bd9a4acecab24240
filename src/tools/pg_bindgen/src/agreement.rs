//! Do the bindings see C's types as the server was compiled?
//!
//! configure measured them with the server's own flags, and pg_config.h says what it found. What
//! bindgen saw depends on the flags that it was given; with others, an `off_t` may have 4 bytes where
//! the server takes 8. rustc compares the two for the target, each time the bindings are compiled.

/// What pg_config.h or postgres.h says of a type.
struct Measured {
    constant: &'static str,
    /// A function of `core::mem`.
    by: &'static str,
    rust: &'static str,
    /// Whether all releases have it.
    always: bool,
}

const fn size(constant: &'static str, rust: &'static str) -> Measured {
    Measured {
        constant,
        by: "size_of",
        rust,
        always: true,
    }
}

const fn alignment(constant: &'static str, rust: &'static str, always: bool) -> Measured {
    Measured {
        constant,
        by: "align_of",
        rust,
        always,
    }
}

const MEASURED: &[Measured] = &[
    size("SIZEOF_OFF_T", "off_t"),
    size("SIZEOF_SIZE_T", "Size"),
    size("SIZEOF_LONG", "core::ffi::c_long"),
    size("SIZEOF_VOID_P", "*const u8"),
    size("SIZEOF_DATUM", "crate::Datum"),
    alignment("ALIGNOF_SHORT", "core::ffi::c_short", true),
    alignment("ALIGNOF_INT", "core::ffi::c_int", true),
    alignment("ALIGNOF_DOUBLE", "f64", true),
    alignment("ALIGNOF_LONG", "core::ffi::c_long", false),
    alignment("ALIGNOF_LONG_LONG_INT", "core::ffi::c_longlong", false),
    alignment("ALIGNOF_INT64_T", "i64", false),
];

/// Rust that fails to compile where bindings, `raw` being bindgen's output, and server disagree.
///
/// # Errors
/// The name of a constant that all releases have and `raw` has not.
pub fn assertions(raw: &str) -> Result<String, &'static str> {
    let mut text = String::new();
    for row in MEASURED {
        match value(raw, row.constant) {
            Some(value) => text += &assertion(row, value),
            None if row.always => return Err(row.constant),
            None => {}
        }
    }
    Ok(text)
}

/// The value of a constant, in Rust as it comes from bindgen or as rustfmt lays it out.
fn value<'a>(raw: &'a str, constant: &str) -> Option<&'a str> {
    let declared = format!("pub const {constant}");
    let (_, rest) = raw
        .split(&declared)
        .skip(1)
        .find_map(|rest| rest.trim_start().strip_prefix(':')?.split_once('='))?;
    let rest = rest.trim_start();
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    (digits > 0).then(|| &rest[..digits])
}

fn assertion(row: &Measured, value: &str) -> String {
    let Measured {
        constant, by, rust, ..
    } = row;
    format!(
        "const _: () = assert!(core::mem::{by}::<{rust}>() == {constant} as usize, \
         \"{by}::<{rust}>() of these bindings is not {value}, which {constant} of pg_config.h says of the server. \
         They were made with other flags than the server: see CPPFLAGS in CONFIGURE_ARGS there\");\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{assertions, MEASURED};

    /// What bindgen says of all constants but one, each laid out in one of two ways.
    fn raw(without: &str) -> String {
        let rows = MEASURED.iter().filter(|row| row.constant != without);
        let declared = rows.enumerate().map(|(at, row)| match at % 2 {
            0 => format!("pub const {} : u32 = 8 ; ", row.constant),
            _ => format!("pub const {}: u32 = 8;\n", row.constant),
        });
        declared.collect()
    }

    #[test]
    fn what_is_declared_is_compared() {
        let said = assertions(&raw("ALIGNOF_LONG")).unwrap();
        let lines: Vec<_> = said.lines().collect();
        assert_eq!(lines.len(), MEASURED.len() - 1, "{said}");
        assert_eq!(
            lines[0],
            "const _: () = assert!(core::mem::size_of::<off_t>() == SIZEOF_OFF_T as usize, \
             \"size_of::<off_t>() of these bindings is not 8, which SIZEOF_OFF_T of pg_config.h says of the server. \
             They were made with other flags than the server: see CPPFLAGS in CONFIGURE_ARGS there\");"
        );
    }

    #[test]
    fn what_all_releases_have_is_not_left_out() {
        for missing in ["SIZEOF_OFF_T", "SIZEOF_LONG"] {
            assert_eq!(assertions(&raw(missing)), Err(missing));
        }
    }
}
