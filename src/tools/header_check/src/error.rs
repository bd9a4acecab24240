//! Everything that can go wrong, with the text the user sees.

use crate::compare::Fact;
use std::fmt;
use std::path::PathBuf;

/// A reason why headers and server can't be said to belong together.
#[derive(Debug)]
pub enum Error {
    /// A file can't be read or written.
    File(PathBuf, std::io::Error),
    /// A define that PostgreSQL's configure always writes is missing.
    Undefined(PathBuf, &'static str),
    /// The server's program is no ELF file, or a damaged one.
    NotElf(PathBuf, object::read::Error),
    /// The server's program holds no such fact where all releases so far have it.
    Unknown(PathBuf, &'static str),
    /// A toolchain says something else of the headers than they do.
    Declared {
        /// The toolchain's attribute.
        attribute: &'static str,
        /// What it says.
        said: String,
        /// What the headers say.
        found: String,
        /// The folder of the headers.
        headers: PathBuf,
    },
    /// The two are of different builds.
    Mismatch {
        /// The folder of the headers.
        headers: PathBuf,
        /// The server's program.
        server: PathBuf,
        /// What differs.
        facts: Vec<Fact>,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file, error) => write!(f, "{}: {error}", file.display()),
            Self::Undefined(file, name) => write!(
                f,
                "{} defines no {name}: these are no PostgreSQL server headers",
                file.display()
            ),
            Self::NotElf(file, error) => write!(f, "{}: no ELF program: {error}", file.display()),
            Self::Unknown(file, fact) => write!(
                f,
                "{}: its {fact} was not found, so the headers can't be compared with it.\n\
                 Is it PostgreSQL's own `postgres`, not stripped of its strings?",
                file.display()
            ),
            Self::Declared {
                attribute,
                said,
                found,
                headers,
            } => write!(
                f,
                "the toolchain says `{attribute} = {said}`, and the headers in {} say {found}.\n\
                 To mend it: write `{attribute} = {found}` in its postgres_toolchain, or name the \
                 headers that it is of",
                headers.display()
            ),
            Self::Mismatch {
                headers,
                server,
                facts,
            } => write!(
                f,
                "the headers in {} are not those of the server {}:\n\
                 {}\n\
                 An extension compiled with them would load, or crash, or read wrong fields. Take \
                 both from one build: those of a postgres_toolchain of yours from one `make \
                 install`; Debian's from packages of one source, which rules_pgrx pins in \
                 thirdparty/debian; pin them together there: ./tools/bazel run //:update",
                headers.display(),
                server.display(),
                differences(facts)
            ),
        }
    }
}

impl std::error::Error for Error {}

fn differences(facts: &[Fact]) -> String {
    let lines = facts.iter().map(|fact| {
        format!(
            "  {}\n    headers: {}\n    server:  {}",
            fact.name,
            fact.headers.trim(),
            fact.server.trim()
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}
