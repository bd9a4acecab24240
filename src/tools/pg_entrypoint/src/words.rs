//! Splits a line into words as a POSIX shell does, without expanding anything.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

/// Splits `line`: blanks part words; `'...'` takes all as it is, `"..."` all but `\`
/// before `"`, `\`, `$` and `` ` ``; elsewhere `\` takes the next character as it is.
///
/// # Errors
/// What is not closed.
pub fn split(line: &OsStr) -> Result<Vec<OsString>, &'static str> {
    let mut words = Vec::new();
    let mut word: Option<Vec<u8>> = None;
    let mut bytes = line.as_bytes().iter().copied();
    while let Some(byte) = bytes.next() {
        match byte {
            b' ' | b'\t' | b'\n' => words.extend(word.take()),
            b'\'' => single(&mut bytes, word.get_or_insert_default())?,
            b'"' => double(&mut bytes, word.get_or_insert_default())?,
            b'\\' => word
                .get_or_insert_default()
                .push(bytes.next().ok_or("it ends with a backslash")?),
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    Ok(words.into_iter().map(OsString::from_vec).collect())
}

fn single(bytes: &mut impl Iterator<Item = u8>, word: &mut Vec<u8>) -> Result<(), &'static str> {
    for byte in bytes {
        match byte {
            b'\'' => return Ok(()),
            other => word.push(other),
        }
    }
    Err("a single quote is not closed")
}

fn double(bytes: &mut impl Iterator<Item = u8>, word: &mut Vec<u8>) -> Result<(), &'static str> {
    const OPEN: &str = "a double quote is not closed";
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return Ok(()),
            b'\\' => match bytes.next().ok_or(OPEN)? {
                escaped @ (b'"' | b'\\' | b'$' | b'`') => word.push(escaped),
                other => word.extend([b'\\', other]),
            },
            other => word.push(other),
        }
    }
    Err(OPEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_a_shell() {
        let rows: [(&str, &[&str]); 7] = [
            ("", &[]),
            ("  \t", &[]),
            (
                "--data-checksums  -E UTF8\n",
                &["--data-checksums", "-E", "UTF8"],
            ),
            ("--locale='de DE' ''", &["--locale=de DE", ""]),
            (r#"--set "a = \"b\" \x""#, &["--set", r#"a = "b" \x"#]),
            (r"a\ b \'c", &["a b", "'c"]),
            ("a'b'\"c\"d", &["abcd"]),
        ];
        for (line, expected) in rows {
            assert_eq!(split(OsStr::new(line)).unwrap(), expected, "{line}");
        }
    }

    #[test]
    fn what_is_open_is_an_error() {
        let rows = [
            ("a 'b", "a single quote is not closed"),
            ("a \"b", "a double quote is not closed"),
            ("a \"b\\", "a double quote is not closed"),
            ("a\\", "it ends with a backslash"),
        ];
        for (line, problem) in rows {
            assert_eq!(split(OsStr::new(line)), Err(problem), "{line}");
        }
    }
}
