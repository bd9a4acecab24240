//! `debpkg`: a Debian package of files that were built for one target.

use clap::{Parser, ValueEnum};
use debpkg::control::Control;
use debpkg::dependencies::{relations, Shlib};
use debpkg::documentation::document;
use debpkg::package::package;
use debpkg::required::{packages, Provider};
use debpkg::target::{images, Target};
use debpkg::Error;
use elf_gate::machine::Machine;
use package_tree::{Mapping, Tree};
use std::path::PathBuf;
use std::process::ExitCode;

/// Make a Debian package, the same one wherever it is made.
#[derive(Parser)]
struct Arguments {
    /// Name of the package.
    #[arg(long)]
    package: String,
    /// Debian version.
    #[arg(long)]
    version: String,
    /// Debian architecture.
    #[arg(long)]
    architecture: String,
    /// The package that it is another variant of: provides, and can't be installed beside.
    #[arg(long)]
    variant_of: Option<String>,
    /// The processor that every ELF file in it must be for.
    #[arg(long)]
    machine: Machine,
    /// Bits of an address on it.
    #[arg(long, value_parser = clap::value_parser!(u8).range(32..=64))]
    bits: u8,
    /// Its byte order.
    #[arg(long)]
    endian: Endian,
    /// File name of its dynamic loader.
    #[arg(long)]
    loader: String,
    /// `Name <address>`.
    #[arg(long)]
    maintainer: String,
    /// A relation to other packages, beyond those that the libraries need.
    #[arg(long)]
    depends: Vec<String>,
    /// `<extension>=<package>`: depended on where a control file requires the extension.
    #[arg(long)]
    provider: Vec<Provider>,
    /// `<soname>=<relation>`: the package of a library that is needed.
    #[arg(long)]
    shlib: Vec<Shlib>,
    /// Section of the archive.
    #[arg(long)]
    section: String,
    /// Priority.
    #[arg(long)]
    priority: String,
    /// Address of the project's site.
    #[arg(long, default_value = "")]
    homepage: String,
    /// What it is in one line; the long description after it.
    #[arg(long)]
    description: String,
    /// `<install path>=<file>`.
    #[arg(long, required = true)]
    file: Vec<Mapping>,
    /// The licences of what is in it.
    #[arg(long)]
    copyright: PathBuf,
    /// Where to write the package.
    #[arg(long)]
    out: PathBuf,
}

/// A byte order.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Endian {
    /// Least significant byte first.
    Little,
    /// Most significant byte first.
    Big,
}

fn main() -> ExitCode {
    command_line::exit_code("debpkg", run(Arguments::parse()))
}

fn run(arguments: Arguments) -> Result<(), Error> {
    let mut tree = Tree::read(&arguments.file)?;
    let target = Target {
        machine: arguments.machine,
        bits: arguments.bits,
        big_endian: arguments.endian == Endian::Big,
    };
    let images = images(&tree, &target)?;
    let mut depends = arguments.depends;
    depends.extend(packages(&tree, &arguments.provider)?);
    depends.extend(relations(&images, &arguments.loader, &arguments.shlib)?);
    let control = Control {
        package: arguments.package,
        version: arguments.version,
        variant_of: arguments.variant_of,
        architecture: arguments.architecture,
        maintainer: arguments.maintainer,
        installed_size: 0,
        depends,
        section: arguments.section,
        priority: arguments.priority,
        homepage: arguments.homepage,
        description: arguments.description,
    };
    let copyright = files::read(&arguments.copyright)?;
    document(&control, &String::from_utf8_lossy(&copyright), &mut tree)?;
    let bytes = package(&control, &tree)?;
    Ok(files::write(&arguments.out, bytes)?)
}
