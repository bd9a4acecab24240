//! `pgrx_install`: writes what is installed beside an extension's library.
//!
//! Reads `--sql`, `--control` and the `--upgrade` scripts; writes `--sql-out`, `--control-out` and
//! the scripts' targets, all of them or none. The exit status is 0, or 1 with the reason on stderr.

use command_line::Arguments;
use pgrx_install::{install, write_all, Error, Request, UpgradeScript};
use std::path::PathBuf;
use std::process::ExitCode;

/// The command line.
struct Options {
    /// The SQL.
    sql: PathBuf,
    /// The extension's control file as it stands in the source tree.
    control: PathBuf,
    /// The extension's name: what follows CREATE EXTENSION.
    extension_name: String,
    /// The crate's version, which `default_version = '@CARGO_VERSION@'` asks for.
    crate_version: String,
    /// The version that CREATE EXTENSION makes: what `default_version` must say.
    sql_version: String,
    /// The library is installed as `<name>-<version>.so`, not as `<name>.so`.
    versioned_library: bool,
    /// Where to write the SQL, `<name>--<version>.sql`.
    sql_out: PathBuf,
    /// Where to write the control file, `<name>.control`.
    control_out: PathBuf,
    /// Takes the place of @GIT_HASH@; needed only where that is used.
    git_hash: Option<String>,
    /// An upgrade script and where to write its filled-in copy, `IN=OUT`.
    upgrades: Vec<(PathBuf, PathBuf)>,
}

fn options(arguments: &mut Arguments) -> Result<Options, command_line::Error> {
    Ok(Options {
        sql: arguments.value_from_str("--sql")?,
        control: arguments.value_from_str("--control")?,
        extension_name: arguments.value_from_str("--extension-name")?,
        crate_version: arguments.value_from_str("--crate-version")?,
        sql_version: arguments.value_from_str("--sql-version")?,
        versioned_library: arguments.contains("--versioned-library"),
        sql_out: arguments.value_from_str("--sql-out")?,
        control_out: arguments.value_from_str("--control-out")?,
        git_hash: arguments.opt_value_from_str("--git-hash")?,
        upgrades: arguments.values_from_fn("--upgrade", pair)?,
    })
}

/// Splits `IN=OUT` at the last `=`, since source paths may hold one.
fn pair(text: &str) -> Result<(PathBuf, PathBuf), &'static str> {
    let (input, output) = text.rsplit_once('=').ok_or("expected IN=OUT")?;
    Ok((input.into(), output.into()))
}

fn main() -> ExitCode {
    command_line::run("pgrx_install", options, run)
}

/// Makes everything in memory first, so that an error writes nothing.
fn run(options: Options) -> Result<(), Error> {
    let upgrades = options.upgrades.iter().map(|(input, _)| {
        let text = files::read_text(input)?;
        Ok(UpgradeScript { file: input, text })
    });
    let upgrades = upgrades.collect::<Result<Vec<_>, Error>>()?;
    let installed = install(&Request {
        sql: &files::read_text(&options.sql)?,
        control_file: &options.control,
        control: &files::read_text(&options.control)?,
        upgrades: &upgrades,
        extension_name: &options.extension_name,
        crate_version: &options.crate_version,
        sql_version: &options.sql_version,
        versioned_library: options.versioned_library,
        git_hash: options.git_hash.as_deref(),
    })?;
    let mut files = vec![
        (options.sql_out.as_path(), installed.sql.as_str()),
        (options.control_out.as_path(), installed.control.as_str()),
    ];
    for ((_, output), text) in options.upgrades.iter().zip(&installed.upgrades) {
        files.push((output, text));
    }
    Ok(write_all(&files)?)
}
