//! The extensions that an extension requires.

use crate::{ControlFile, ParseError};

/// The parameter.
const REQUIRES: &str = "requires";

impl ControlFile {
    /// The extensions that must be there first, as PostgreSQL reads the list
    /// (`SplitIdentifierString`): without quotes, a name is in lower case.
    ///
    /// # Errors
    /// [`ParseError::NotNames`].
    pub fn requires(&self) -> Result<Vec<String>, ParseError> {
        let value = self.get(REQUIRES).unwrap_or_default();
        names(value).ok_or_else(|| ParseError::NotNames {
            name: REQUIRES,
            value: value.to_owned(),
        })
    }
}

fn names(list: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut rest = list.trim();
    while !rest.is_empty() {
        let (name, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_name(quoted)?,
            None => {
                let end = rest.find([',', ' ', '\t']).unwrap_or(rest.len());
                (rest[..end].to_ascii_lowercase(), &rest[end..])
            }
        };
        if name.is_empty() {
            return None;
        }
        names.push(name);
        rest = after.trim_start();
        match rest.strip_prefix(',').map(str::trim_start) {
            Some(more) if !more.is_empty() => rest = more,
            None if rest.is_empty() => {}
            _ => return None,
        }
    }
    Some(names)
}

/// The name up to its closing quote, and what follows that; two quotes are one.
fn quoted_name(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = text;
    loop {
        let (part, after) = rest.split_once('"')?;
        name += part;
        match after.strip_prefix('"') {
            Some(more) => rest = more,
            None => return Some((name, after)),
        }
        name.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requires(line: &str) -> Result<Vec<String>, String> {
        let control = ControlFile::parse(line).unwrap();
        control.requires().map_err(|error| error.to_string())
    }

    #[test]
    fn names_are_split_as_postgresql_splits_them() {
        let rows: [(&str, &[&str]); 6] = [
            ("comment = 'x'", &[]),
            ("requires = ''", &[]),
            ("requires = vector", &["vector"]),
            ("requires = 'Vector, hstore'", &["vector", "hstore"]),
            ("requires = 'a ,\"uuid-ossp\",c'", &["a", "uuid-ossp", "c"]),
            ("requires = '\"A\"\"b\"'", &["A\"b"]),
        ];
        for (line, expected) in rows {
            assert_eq!(requires(line).unwrap(), expected, "{line}");
        }
    }

    #[test]
    fn what_is_no_list_of_names_is_refused() {
        for list in ["a,", ",a", "a b", "\"a", "a,,b", "\"\""] {
            assert_eq!(
                requires(&format!("requires = '{list}'")).unwrap_err(),
                format!("`requires` is `{list}`, but must be names with commas between them")
            );
        }
    }
}
