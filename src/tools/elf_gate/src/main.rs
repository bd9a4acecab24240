//! `elf_gate`: fails where an extension library does not fit its target.
//!
//! Writes a JSON report of the library's facts and of all violations, and
//! prints the violations on stderr. The exit status is 0 for a good library, 1
//! for a violation, 2 where the library could not be checked.

use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser};
use clap::Parser;
use elf_gate::case::{Case, File};
use elf_gate::cli::{self, TargetArguments};
use elf_gate::glibc::GlibcVersion;
use elf_gate::newer::Newer;
use elf_gate::report::report_of;
use elf_gate::{rules, Error, Report};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Check that an extension library fits the target it was built for.
#[derive(Parser)]
struct Arguments {
    /// The extension's shared library.
    #[arg(long)]
    library: PathBuf,
    #[command(flatten)]
    target: TargetArguments,
    /// Version of the oldest GNU C library that the extension is to load with.
    #[arg(long)]
    glibc_max: GlibcVersion,
    /// The target's postgres program and the shared libraries of its base.
    #[arg(long, required = true, num_args = 1..)]
    provider: Vec<PathBuf>,
    /// A folder with more of them, such as stubs of an older GNU C library.
    #[arg(long)]
    provider_folder: Option<PathBuf>,
    /// What the GNU C library has, and had not yet in that version.
    #[arg(long)]
    newer: Option<PathBuf>,
    /// An archive that the extension was linked of, to name what asks for a symbol.
    #[arg(long)]
    linked: Vec<PathBuf>,
    /// A rule to ask; all of them by default.
    #[arg(long, value_parser = PossibleValuesParser::new(rules::names()))]
    rule: Vec<String>,
    /// Shared libraries shipped with the extension.
    #[arg(long, num_args = 1..)]
    bundled: Vec<PathBuf>,
    /// Texts that must not be in the library, beyond the built-in ones.
    #[arg(long, num_args = 1.., value_parser = NonEmptyStringValueParser::new())]
    forbid_path: Vec<String>,
    /// Where to write the report.
    #[arg(long)]
    report: PathBuf,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(report) => cli::conclude(&report.library, &report.violations),
        Err(error) => {
            eprintln!("elf_gate: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<Report, Error> {
    let (library, bytes) = File::read(&arguments.library)?;
    let mut providers = arguments.provider;
    if let Some(folder) = &arguments.provider_folder {
        providers.extend(libraries_of(folder)?);
    }
    let mut asked = rules::names();
    asked.retain(|name| arguments.rule.is_empty() || arguments.rule.iter().any(|it| it == name));
    let case = Case {
        library,
        bytes,
        target: arguments.target.target(arguments.glibc_max),
        providers: read_all(&providers)?,
        bundled: read_all(&arguments.bundled)?,
        forbidden_paths: arguments.forbid_path,
        newer: arguments
            .newer
            .as_deref()
            .map_or(Ok(Newer::default()), Newer::read)?,
        linked: arguments.linked,
    };
    let report = report_of(asked, &case);
    cli::write_report(&arguments.report, &report)?;
    Ok(report)
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<File>, Error> {
    paths
        .iter()
        .map(|path| File::read(path).map(|(file, _)| file))
        .collect()
}

/// The files in a folder that a loader would find there: `<name>.so.<number>`. What else there
/// is only a linker reads.
fn libraries_of(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |source| Error::Read {
        file: folder.into(),
        source,
    };
    let mut found = Vec::new();
    for entry in folder.read_dir().map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.to_string_lossy().contains(".so.") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
