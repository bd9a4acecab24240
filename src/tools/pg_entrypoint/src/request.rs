//! What the container's arguments ask for.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;

/// The server's program.
pub const SERVER: &str = "postgres";

/// Arguments with which the server prints something and ends; no database is needed.
const ONLY_PRINTS: &[&str] = &["-?", "--help", "-V", "--version", "--describe-config"];

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub enum Request {
    /// Make a database where there is none, and run the server with these arguments.
    Serve(Vec<OsString>),
    /// Become this program.
    Become(OsString, Vec<OsString>),
    /// Tell whether the server answers.
    Healthcheck(Vec<OsString>),
}

impl Request {
    /// Reads the arguments after the program's name.
    pub fn new(arguments: impl IntoIterator<Item = OsString>) -> Request {
        let mut arguments = arguments.into_iter().peekable();
        let first = match arguments.peek() {
            Some(first) if !first.as_bytes().starts_with(b"-") => {
                arguments.next().unwrap_or_default()
            }
            _ => SERVER.into(),
        };
        let rest: Vec<_> = arguments.collect();
        match first.to_str() {
            Some("healthcheck") => Request::Healthcheck(rest),
            Some(SERVER) if !rest.iter().any(|a| only_prints(a)) => Request::Serve(rest),
            _ => Request::Become(first, rest),
        }
    }
}

fn only_prints(argument: &OsStr) -> bool {
    ONLY_PRINTS.iter().any(|known| argument == *known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(arguments: &[&str]) -> Request {
        Request::new(arguments.iter().map(OsString::from))
    }

    fn words(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn options_are_the_servers() {
        let serve = Request::Serve(words(&["-c", "port=1"]));
        assert_eq!(request(&["-c", "port=1"]), serve);
        assert_eq!(request(&["postgres", "-c", "port=1"]), serve);
        assert_eq!(request(&["postgres"]), Request::Serve(vec![]));
        assert_eq!(request(&[]), Request::Serve(vec![]));
    }

    #[test]
    fn what_only_prints_needs_no_database() {
        for option in ONLY_PRINTS {
            let expected = Request::Become("postgres".into(), words(&[option]));
            assert_eq!(request(&[option]), expected);
        }
    }

    #[test]
    fn other_commands_are_started_as_they_are() {
        let expected = Request::Become("psql".into(), words(&["--help"]));
        assert_eq!(request(&["psql", "--help"]), expected);
        let expected = Request::Become("/usr/bin/postgres".into(), vec![]);
        assert_eq!(request(&["/usr/bin/postgres"]), expected);
    }

    #[test]
    fn healthcheck_is_a_word_of_ours() {
        let expected = Request::Healthcheck(words(&["--timeout=1"]));
        assert_eq!(request(&["healthcheck", "--timeout=1"]), expected);
    }
}
