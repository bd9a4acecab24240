//! `elf_gate`: fails where an extension library does not fit its target.
//!
//! Writes a report of the library's facts and of all violations, and
//! prints the violations on stderr. The exit status is 0 for a good library, 1
//! for a violation, 2 where the library could not be checked.

use command_line::Arguments;
use elf_gate::case::{Case, File, Target};
use elf_gate::cli;
use elf_gate::newer::Newer;
use elf_gate::report::report_of;
use elf_gate::{rules, Error, Report};
use files::FileError;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The command line.
struct Options {
    /// The extension's shared library.
    library: PathBuf,
    /// What it was built for; `--glibc-max` is the oldest GNU C library that it is to load with.
    target: Target,
    /// The target's postgres program and the shared libraries of its base.
    providers: Vec<PathBuf>,
    /// A folder with more of them, such as stubs of an older GNU C library.
    provider_folder: Option<PathBuf>,
    /// What the GNU C library has, and had not yet in that version.
    newer: Option<PathBuf>,
    /// Archives that the extension was linked of, to name what asks for a symbol.
    linked: Vec<PathBuf>,
    /// The rules to ask; all of them by default.
    rules: Vec<&'static str>,
    /// Shared libraries shipped with the extension.
    bundled: Vec<PathBuf>,
    /// Texts that must not be in the library, beyond the built-in ones.
    forbidden_paths: Vec<String>,
    /// Where to write the report.
    report: PathBuf,
}

fn options(arguments: &mut Arguments) -> Result<Options, command_line::Error> {
    Ok(Options {
        library: arguments.value_from_str("--library")?,
        target: cli::target(arguments, |arguments| {
            arguments.value_from_str("--glibc-max")
        })?,
        providers: arguments.values_from_str("--provider")?,
        provider_folder: arguments.opt_value_from_str("--provider-folder")?,
        newer: arguments.opt_value_from_str("--newer")?,
        linked: arguments.values_from_str("--linked")?,
        rules: asked(arguments.values_from_fn("--rule", rule)?),
        bundled: arguments.values_from_str("--bundled")?,
        forbidden_paths: arguments.values_from_fn("--forbid-path", forbidden)?,
        report: arguments.value_from_str("--report")?,
    })
}

/// The rule of that name.
fn rule(name: &str) -> Result<&'static str, String> {
    let names = rules::names();
    let unknown = || format!("unknown rule; known are {}", rules::names().join(", "));
    names.into_iter().find(|it| *it == name).ok_or_else(unknown)
}

/// Those named, in the gate's own order; all where none is named.
fn asked(named: Vec<&'static str>) -> Vec<&'static str> {
    let mut names = rules::names();
    names.retain(|name| named.is_empty() || named.contains(name));
    names
}

/// A text that is in some files, but not in all.
fn forbidden(text: &str) -> Result<String, &'static str> {
    match text {
        "" => Err("every file holds the empty text"),
        text => Ok(text.into()),
    }
}

fn main() -> ExitCode {
    let options = match command_line::read("elf_gate", options) {
        Ok(options) => options,
        Err(misused) => return misused,
    };
    match run(options) {
        Ok(report) => cli::conclude(&report.library, &report.violations),
        Err(error) => cli::unchecked("elf_gate", &error),
    }
}

fn run(options: Options) -> Result<Report, Error> {
    let (library, bytes) = File::read(&options.library)?;
    let mut providers = options.providers;
    if let Some(folder) = &options.provider_folder {
        providers.extend(libraries_of(folder)?);
    }
    let case = Case {
        library,
        bytes,
        target: options.target,
        providers: read_all(&providers)?,
        bundled: read_all(&options.bundled)?,
        forbidden_paths: options.forbidden_paths,
        newer: options
            .newer
            .as_deref()
            .map_or(Ok(Newer::default()), Newer::read)?,
        linked: options.linked,
    };
    let report = report_of(options.rules, &case);
    cli::write_report(&options.report, &report)?;
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
    let unreadable = FileError::reading(folder);
    let mut found = Vec::new();
    for entry in folder.read_dir().map_err(&unreadable)? {
        let path = entry.map_err(&unreadable)?.path();
        if path.to_string_lossy().contains(".so.") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
