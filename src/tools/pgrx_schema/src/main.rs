//! `pgrx_schema`: writes an extension's SQL and control file from its library.
//!
//! The library may be built for any CPU: nothing of it is run, its schema
//! section is only read. See the library part of this crate for how.
//!
//! Reads `--library`, `--control` and the `--upgrade` scripts; writes
//! `--sql-out`, `--control-out` and the scripts' targets, all of them or none.
//! The exit status is 0, or 1 with the reason on stderr.

use clap::Parser;
use pgrx_schema::{generate, write_all, Error, Request, UpgradeScript};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write the SQL and the control file of a pgrx extension from its built library.
#[derive(Parser)]
struct Arguments {
    /// The extension's shared library, of any architecture.
    #[arg(long)]
    library: PathBuf,
    /// The SQL as `pgrx_embed` wrote it, where the library has no schema section (pgrx < 0.18).
    #[arg(long)]
    sql: Option<PathBuf>,
    /// The extension's control file as it stands in the source tree.
    #[arg(long)]
    control: PathBuf,
    /// The extension's name: what follows CREATE EXTENSION.
    #[arg(long)]
    extension_name: String,
    /// The crate's version, which `default_version = '@CARGO_VERSION@'` asks for.
    #[arg(long)]
    crate_version: String,
    /// The version that CREATE EXTENSION makes: what `default_version` must say.
    #[arg(long)]
    sql_version: String,
    /// The library is installed as `<name>-<version>.so`, not as `<name>.so`.
    #[arg(long)]
    versioned_library: bool,
    /// Where to write the SQL, `<name>--<version>.sql`.
    #[arg(long)]
    sql_out: PathBuf,
    /// Where to write the control file, `<name>.control`.
    #[arg(long)]
    control_out: PathBuf,
    /// Takes the place of @GIT_HASH@; needed only where that is used.
    #[arg(long)]
    git_hash: Option<String>,
    /// An upgrade script and where to write its filled-in copy, `IN=OUT`.
    #[arg(long, value_name = "IN=OUT", value_parser = parse_pair)]
    upgrade: Vec<(PathBuf, PathBuf)>,
}

/// Splits `IN=OUT` at the last `=`, since source paths may hold one.
fn parse_pair(text: &str) -> Result<(PathBuf, PathBuf), String> {
    let (input, output) = text.rsplit_once('=').ok_or("expected IN=OUT")?;
    Ok((input.into(), output.into()))
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pgrx_schema: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Generates everything in memory first, so that an error writes nothing.
fn run(arguments: &Arguments) -> Result<(), Error> {
    let library = read(&arguments.library)?;
    let control = read_text(&arguments.control)?;
    let sql = arguments.sql.as_deref().map(read_text).transpose()?;
    let upgrades = arguments.upgrade.iter().map(|(input, _)| {
        let text = read_text(input)?;
        Ok(UpgradeScript { file: input, text })
    });
    let upgrades = upgrades.collect::<Result<Vec<_>, Error>>()?;
    let generated = generate(&Request {
        library_file: &arguments.library,
        library: &library,
        sql: sql.as_deref(),
        control_file: &arguments.control,
        control: &control,
        upgrades: &upgrades,
        extension_name: &arguments.extension_name,
        crate_version: &arguments.crate_version,
        sql_version: &arguments.sql_version,
        versioned_library: arguments.versioned_library,
        git_hash: arguments.git_hash.as_deref(),
    })?;
    let mut files = vec![
        (arguments.sql_out.as_path(), generated.sql.as_str()),
        (arguments.control_out.as_path(), generated.control.as_str()),
    ];
    for ((_, output), text) in arguments.upgrade.iter().zip(&generated.upgrades) {
        files.push((output, text));
    }
    write_all(&files)
}

fn read(file: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(file).map_err(|source| Error::Read {
        file: file.into(),
        source,
    })
}

fn read_text(file: &Path) -> Result<String, Error> {
    std::fs::read_to_string(file).map_err(|source| Error::Read {
        file: file.into(),
        source,
    })
}
