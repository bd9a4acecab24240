//! Lines -> parameters.

use crate::scan::{tokens, Token};
use std::collections::BTreeMap;
use std::fmt;

/// Directives of `guc-file.l`, which would read further files.
const INCLUDES: [&str; 3] = ["include", "include_if_exists", "include_dir"];

/// The parameters of a control file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ControlFile(BTreeMap<String, String>);

/// Why a control file cannot be read. Lines are counted from 1.
#[derive(Debug, PartialEq, Eq)]
pub enum ParseError {
    /// PostgreSQL would say the same.
    Syntax {
        /// The line.
        line: usize,
        /// What it says.
        text: String,
    },
    /// It would take files that are not there when this one is read.
    Include {
        /// The line.
        line: usize,
        /// The directive as written.
        directive: String,
    },
    /// A parameter that is on or off says something else.
    NotBoolean {
        /// The parameter.
        name: &'static str,
        /// Its value.
        value: String,
    },
    /// A list of names says something else.
    NotNames {
        /// The parameter.
        name: &'static str,
        /// Its value.
        value: String,
    },
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { line, text } => write!(
                f,
                "line {line} is no `name = value`: `{text}`. A value with more than letters and \
                 digits stands in single quotes, in which '' is a quote; a comment begins with #"
            ),
            Self::Include { line, directive } => write!(
                f,
                "line {line}: `{directive}` is not supported. Write the parameters of that file \
                 here"
            ),
            Self::NotBoolean { name, value } => {
                write!(f, "`{name}` is `{value}`, but must be true or false")
            }
            Self::NotNames { name, value } => write!(
                f,
                "`{name}` is `{value}`, but must be names with commas between them"
            ),
        }
    }
}

impl std::error::Error for ParseError {}

impl ControlFile {
    /// Reads the text of a control file; of two lines for one parameter the last counts.
    ///
    /// # Errors
    /// [`ParseError::Syntax`] or [`ParseError::Include`].
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let mut parameters = BTreeMap::new();
        for (index, line) in text.split('\n').enumerate() {
            let parameter = tokens(line).and_then(parameter);
            let Some(parameter) = parameter else {
                return Err(ParseError::Syntax {
                    line: index + 1,
                    text: line.trim().to_owned(),
                });
            };
            let Some((name, value)) = parameter else {
                continue;
            };
            if INCLUDES.contains(&name.to_ascii_lowercase().as_str()) {
                return Err(ParseError::Include {
                    line: index + 1,
                    directive: name,
                });
            }
            parameters.insert(name, value);
        }
        Ok(Self(parameters))
    }

    /// The value of a parameter.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The value of a parameter that is on or off, in the words that PostgreSQL takes.
    ///
    /// # Errors
    /// [`ParseError::NotBoolean`].
    pub fn boolean(&self, name: &'static str, default: bool) -> Result<bool, ParseError> {
        let Some(value) = self.get(name) else {
            return Ok(default);
        };
        let lower = value.to_ascii_lowercase();
        // Any beginning of a word will do, if it begins no other one.
        let is = |word: &str, least: usize| lower.len() >= least && word.starts_with(&lower);
        if is("true", 1) || is("yes", 1) || is("on", 2) || lower == "1" {
            return Ok(true);
        }
        if is("false", 1) || is("no", 1) || is("off", 2) || lower == "0" {
            return Ok(false);
        }
        Err(ParseError::NotBoolean {
            name,
            value: value.to_owned(),
        })
    }
}

/// The parameter of a line, if there is one. Outer `None`: the tokens make no sense.
#[allow(clippy::option_option)]
fn parameter(tokens: Vec<Token>) -> Option<Option<(String, String)>> {
    let mut tokens = tokens.into_iter().peekable();
    let name = match tokens.next() {
        None => return Some(None),
        Some(Token::Name(name) | Token::Qualified(name)) => name,
        Some(_) => return None,
    };
    tokens.next_if_eq(&Token::Equals);
    match (tokens.next(), tokens.next()) {
        (Some(Token::Name(value) | Token::Value(value)), None) => Some(Some((name, value))),
        _ => None,
    }
}
