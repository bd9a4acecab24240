//! `glibc_stubs`: libraries to link with, of an older glibc than the one that is there.

use command_line::Arguments;
use elf_gate::glibc::GlibcVersion;
use glibc_stubs::choose::choose;
use glibc_stubs::folder::write_folder;
use glibc_stubs::library::Library;
use glibc_stubs::Error;
use std::path::PathBuf;
use std::process::ExitCode;

/// The command line.
struct Options {
    /// The release.
    floor: GlibcVersion,
    /// Shared libraries of the sysroot.
    libraries: Vec<PathBuf>,
    /// The sysroot's libc_nonshared.a.
    nonshared: PathBuf,
    /// Further members of it.
    members: Vec<PathBuf>,
    /// File name of the dynamic loader.
    loader: String,
    /// The folder to write to.
    out: PathBuf,
    /// Where to list the symbols that came later: name, library and version.
    newer: PathBuf,
}

fn options(arguments: &mut Arguments) -> Result<Options, command_line::Error> {
    Ok(Options {
        floor: arguments.value_from_str("--floor")?,
        libraries: arguments.values_from_str("--library")?,
        nonshared: arguments.value_from_str("--nonshared")?,
        members: arguments.values_from_str("--member")?,
        loader: arguments.value_from_str("--loader")?,
        out: arguments.value_from_str("--out")?,
        newer: arguments.value_from_str("--newer")?,
    })
}

fn main() -> ExitCode {
    command_line::run("glibc_stubs", options, run)
}

fn run(options: Options) -> Result<(), Error> {
    let read = |path: &PathBuf| Library::read(path);
    let libraries: Vec<_> = options
        .libraries
        .iter()
        .map(read)
        .collect::<Result<_, _>>()?;
    let (stubs, newer) = choose(&libraries, &options.floor);
    write_folder(
        &options.out,
        &stubs,
        &options.nonshared,
        &options.members,
        &options.loader,
    )?;
    let list: String = newer
        .iter()
        .map(|it| format!("{} {} {}\n", it.symbol, it.soname, it.version))
        .collect();
    Ok(files::write(&options.newer, list)?)
}
