//! Everything that can go wrong.

use files::FileError;

/// Why no package was made. `Display` is the whole message.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The files cannot be packed.
    #[error(transparent)]
    Tree(#[from] package_tree::Error),
    /// A library cannot be read.
    #[error(transparent)]
    Elf(#[from] elf_gate::Error),
    /// A field that dpkg or an archive would refuse.
    #[error("{field}: {value:?} {reason} (Debian Policy {section})")]
    BadField {
        /// The field of the control file.
        field: &'static str,
        /// What was given.
        value: String,
        /// What is wrong with it.
        reason: &'static str,
        /// Where that is laid down.
        section: &'static str,
    },
    /// A library was built for something else than the package says.
    #[error(
        "{path} is for {found}, but the package is for {wanted}; build it for that platform: \
         `extension` must be a pgrx_release of the same CPU"
    )]
    WrongTarget {
        /// Install path of the library.
        path: String,
        /// What it was built for.
        found: String,
        /// What the package is for.
        wanted: String,
    },
    /// A needed library that no package is known to bring.
    #[error(
        "{path} needs {soname}, and no package is known to hold it\n  name the package: \
         shlibs = {{\"{soname}\": \"<package> (>= <version>)\"}} in pgrx_deb, or link it statically"
    )]
    UnknownLibrary {
        /// Install path of the library that needs it.
        path: String,
        /// What it needs.
        soname: String,
    },
    /// A symbol version of the GNU C library that says nothing about its release.
    #[error(
        "{path} needs {version} of {soname}, and it isn't known which release of the C library \
         has that first; add it to ABI_MARKERS in src/tools/debpkg/src/dependencies.rs"
    )]
    UnknownMarker {
        /// Install path of the library that needs it.
        path: String,
        /// The library that must define it.
        soname: String,
        /// The symbol version.
        version: String,
    },
    /// An argument of `--shlib` without `=`.
    #[error("{0:?} is not <soname>=<dependency>, such as libz.so.1=zlib1g (>= 1:1.2)")]
    BadShlib(String),
    /// An argument of `--provider` without `=`.
    #[error("{0:?} is not <extension>=<package>, such as vector=postgresql-17-pgvector")]
    BadProvider(String),
    /// A control file that PostgreSQL would refuse.
    #[error("{path}: {source}")]
    Control {
        /// Its install path.
        path: String,
        /// What is wrong with it.
        source: control_file::ParseError,
    },
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}
