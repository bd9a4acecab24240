//! `glibc_stubs`: libraries to link with, of an older glibc than the one that is there.

use clap::Parser;
use elf_gate::glibc::GlibcVersion;
use glibc_stubs::choose::choose;
use glibc_stubs::folder::write_folder;
use glibc_stubs::library::Library;
use glibc_stubs::Error;
use std::path::PathBuf;
use std::process::ExitCode;

/// Write what glibc's libraries were in an older release, for a linker.
#[derive(Parser)]
struct Arguments {
    /// The release.
    #[arg(long)]
    floor: GlibcVersion,
    /// A shared library of the sysroot.
    #[arg(long, required = true)]
    library: Vec<PathBuf>,
    /// The sysroot's libc_nonshared.a.
    #[arg(long)]
    nonshared: PathBuf,
    /// A further member of it.
    #[arg(long)]
    member: Vec<PathBuf>,
    /// File name of the dynamic loader.
    #[arg(long)]
    loader: String,
    /// The folder to write to.
    #[arg(long)]
    out: PathBuf,
    /// Where to list the symbols that came later: name, library and version.
    #[arg(long)]
    newer: PathBuf,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("glibc_stubs: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Error> {
    let read = |path: &PathBuf| Library::read(path);
    let libraries: Vec<_> = arguments
        .library
        .iter()
        .map(read)
        .collect::<Result<_, _>>()?;
    let (stubs, newer) = choose(&libraries, &arguments.floor);
    write_folder(
        &arguments.out,
        &stubs,
        &arguments.nonshared,
        &arguments.member,
        &arguments.loader,
    )?;
    let list: String = newer
        .iter()
        .map(|it| format!("{} {} {}\n", it.symbol, it.soname, it.version))
        .collect();
    std::fs::write(&arguments.newer, list).map_err(|source| Error::write(&arguments.newer, source))
}
