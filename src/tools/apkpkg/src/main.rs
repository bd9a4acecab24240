//! `apkpkg`: packages of Alpine's and Wolfi's form, and the index of a repository of them.

use apkpkg::info::Info;
use apkpkg::needed::needed;
use apkpkg::sign::Key;
use apkpkg::{index::index, package, Error};
use clap::{Args, Parser, Subcommand};
use elf_gate::machine::Machine;
use package_tree::{Mapping, Tree};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Make and list packages of apk-tools' version 2, the same ones wherever they are made.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a package.
    Package(Box<PackageArguments>),
    /// List packages, all of one architecture.
    Index(IndexArguments),
    /// Write the public half of a key, for /etc/apk/keys.
    PublicKey(PublicKeyArguments),
}

#[derive(Args)]
struct Signing {
    /// RSA private key in PEM; nothing is signed without one.
    #[arg(long, requires = "key_name")]
    key: Option<PathBuf>,
    /// What the public half is called in /etc/apk/keys, `<name>.rsa.pub`.
    #[arg(long, requires = "key")]
    key_name: Option<String>,
}

#[derive(Args)]
struct PackageArguments {
    /// Name of the package.
    #[arg(long)]
    name: String,
    /// `<version>-r<revision>`.
    #[arg(long)]
    version: String,
    /// apk's name of the architecture.
    #[arg(long)]
    arch: String,
    /// The processor that every ELF file in it must be for.
    #[arg(long)]
    machine: Machine,
    /// What it is, in one line.
    #[arg(long)]
    description: String,
    /// SPDX expression of its licence.
    #[arg(long)]
    license: String,
    /// Address of the project's site.
    #[arg(long, default_value = "")]
    url: String,
    /// `Name <address>`.
    #[arg(long, default_value = "")]
    maintainer: String,
    /// A package that it needs, beyond those that hold the libraries it needs.
    #[arg(long)]
    depend: Vec<String>,
    /// What it stands for beside its own name.
    #[arg(long)]
    provides: Vec<String>,
    /// `<install path>=<file>`.
    #[arg(long, required = true)]
    file: Vec<Mapping>,
    #[command(flatten)]
    signing: Signing,
    /// Where to write the package.
    #[arg(long)]
    out: PathBuf,
}

#[derive(Args)]
struct IndexArguments {
    /// What the repository is called.
    #[arg(long, default_value = "")]
    description: String,
    /// A package.
    #[arg(long, required = true)]
    package: Vec<PathBuf>,
    #[command(flatten)]
    signing: Signing,
    /// Where to write the index.
    #[arg(long)]
    out: PathBuf,
}

#[derive(Args)]
struct PublicKeyArguments {
    /// RSA private key in PEM.
    #[arg(long)]
    key: PathBuf,
    /// Where to write the public half; the name must end in .rsa.pub.
    #[arg(long)]
    out: PathBuf,
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Package(arguments) => pack(arguments),
        Command::Index(arguments) => list(&arguments),
        Command::PublicKey(arguments) => public_key(&arguments),
    };
    command_line::exit_code("apkpkg", result)
}

fn pack(arguments: Box<PackageArguments>) -> Result<(), Error> {
    let tree = Tree::read(&arguments.file)?;
    let mut depends = arguments.depend;
    depends.extend(needed(&tree, &arguments.machine)?);
    let info = Info {
        name: arguments.name,
        version: arguments.version,
        description: arguments.description,
        url: arguments.url,
        maintainer: arguments.maintainer,
        arch: arguments.arch,
        license: arguments.license,
        depends,
        provides: arguments.provides,
        ..Info::default()
    };
    let key = arguments.signing.key()?;
    write(
        &arguments.out,
        &package::package(&info, &tree, key.as_ref())?,
    )
}

fn list(arguments: &IndexArguments) -> Result<(), Error> {
    let read = |file: &PathBuf| {
        let bytes = files::read(file)?;
        package::read(file, &bytes)
    };
    let packages = arguments
        .package
        .iter()
        .map(read)
        .collect::<Result<Vec<_>, _>>()?;
    let key = arguments.signing.key()?;
    let bytes = index(&arguments.description, &packages, key.as_ref())?;
    write(&arguments.out, &bytes)
}

fn public_key(arguments: &PublicKeyArguments) -> Result<(), Error> {
    let name = arguments
        .out
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let key = Key::read(&arguments.key, &name)?;
    write(&arguments.out, key.public().as_bytes())
}

impl Signing {
    fn key(&self) -> Result<Option<Key>, Error> {
        match (&self.key, &self.key_name) {
            (Some(key), Some(name)) => Key::read(key, name).map(Some),
            _ => Ok(None),
        }
    }
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    Ok(files::write(file, bytes)?)
}
