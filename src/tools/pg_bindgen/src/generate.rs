//! Runs pgrx's generator with explicit inputs and collects what it wrote.

use crate::agreement::assertions;
use crate::{standin, Options};
use pg_headers as headers;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// Why no bindings came out.
#[derive(Debug)]
pub enum GenerateError {
    Headers(headers::HeaderError),
    /// pgrx's generator gave up; what it printed says why.
    Generator {
        release: String,
        target: String,
        output: String,
    },
    /// Bindings that could not be compared with the server.
    NotCompared(&'static str),
    /// A file could not be read or written.
    File(String, io::Error),
}

impl fmt::Display for GenerateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Headers(error) => error.fmt(f),
            Self::Generator {
                release,
                target,
                output,
            } => write!(
                f,
                "pgrx's generator failed for PostgreSQL {release}, target {target}:\n{output}"
            ),
            Self::NotCompared(constant) => write!(
                f,
                "bindgen's output has no {constant}, which pg_config.h of every release defines, \
                 so the bindings can't be compared with the server; \
                 src/tools/pg_bindgen/src/agreement.rs of rules_pgrx lists what is compared"
            ),
            Self::File(file, error) => write!(f, "{file}: {error}"),
        }
    }
}

impl std::error::Error for GenerateError {}

impl From<headers::HeaderError> for GenerateError {
    fn from(error: headers::HeaderError) -> Self {
        Self::Headers(error)
    }
}

/// Generates all outputs that `options` name.
pub fn run(options: &Options) -> Result<(), GenerateError> {
    let release = headers::release(&options.server_include, options.major)?;
    let work = options.raw.with_extension("work");
    make_folder(&work)?;
    let output = command(options, &release, &work)
        .and_then(|mut command| command.output())
        .map_err(|e| GenerateError::File("starting pgrx's generator".into(), e))?;
    if !output.status.success() {
        let (target, output) = (
            options.target.clone(),
            String::from_utf8_lossy(&output.stderr).into(),
        );
        return Err(GenerateError::Generator {
            release,
            target,
            output,
        });
    }

    make_folder(&options.out_dir)?;
    for name in [
        format!("pg{}.rs", options.major),
        format!("pg{}_oids.rs", options.major),
    ] {
        copy(&work.join(&name), &options.out_dir.join(&name))?;
    }
    add_assertions(options)?;
    copy(&wrappers(&work, options.major), &options.shim)?;
    fs::remove_dir_all(&work).map_err(|e| GenerateError::File(work.display().to_string(), e))
}

/// Ends the bindings with what compares them with the server.
fn add_assertions(options: &Options) -> Result<(), GenerateError> {
    let bindings = options.out_dir.join(format!("pg{}.rs", options.major));
    let failed = |path: &Path| {
        let path = path.display().to_string();
        |e| GenerateError::File(path, e)
    };
    let raw = fs::read_to_string(&options.raw).map_err(failed(&options.raw))?;
    let text = fs::read_to_string(&bindings).map_err(failed(&bindings))?;
    let compared = assertions(&raw).map_err(GenerateError::NotCompared)?;
    fs::write(&bindings, text + &compared).map_err(failed(&bindings))
}

/// The C wrappers: since pgrx 0.18 their file is called after the major.
fn wrappers(work: &Path, major: u16) -> PathBuf {
    let file = work.join(format!("pgrx-cshim-static-pg{major}.c"));
    if file.exists() {
        file
    } else {
        work.join("pgrx-cshim-static.c")
    }
}

/// The generator, told all this by its environment; pgrx-bindgen reads these names from 0.16 to 0.19.
fn command(options: &Options, release: &str, work: &Path) -> io::Result<Command> {
    let this = options
        .this
        .clone()
        .map_or_else(env::current_exe, std::path::absolute)?;
    let mut command = standin::generator(&std::path::absolute(&options.generator)?, &this);
    let resources = clang_resources(&options.libclang)?;
    let clang_args = options.clang_args.iter().map(String::as_str);
    let clang_args: Vec<_> = clang_args
        .chain(["-resource-dir", resources.as_str()])
        .collect();
    let server_include = fs::canonicalize(&options.server_include)?;
    for (name, value) in [
        ("TARGET", options.target.as_str()),
        // Only compared with TARGET, by the cc crate.
        ("HOST", options.target.as_str()),
        ("OPT_LEVEL", "0"),
        ("CARGO_CFG_TARGET_OS", "linux"),
        ("CARGO_FEATURE_CSHIM", "1"),
        (&format!("CARGO_FEATURE_PG{}", options.major), "1"),
        ("CARGO_MANIFEST_DIR", &options.pg_sys.to_string_lossy()),
        ("OUT_DIR", &work.to_string_lossy()),
        (
            "PGRX_PG_SYS_EXTRA_OUTPUT_PATH",
            &options.raw.to_string_lossy(),
        ),
        // What the crate pgrx-pg-config takes in place of a pg_config that it can run.
        ("PGRX_PG_CONFIG_AS_ENV", "true"),
        ("PGRX_PG_CONFIG_VERSION", &format!("PostgreSQL {release}")),
        ("PGRX_PG_CONFIG_CONFIGURE", ""),
        (
            "PGRX_PG_CONFIG_INCLUDEDIR-SERVER",
            &server_include.to_string_lossy(),
        ),
        // The server's own are among `--clang-arg`.
        ("PGRX_PG_CONFIG_CPPFLAGS", ""),
        ("PGRX_PG_CONFIG_LIBDIR", "."),
        ("PGRX_INCLUDEDIR_SERVER", &server_include.to_string_lossy()),
        // Otherwise the machine's clang is asked for its include folders.
        ("PGRX_BINDGEN_NO_DETECT_INCLUDES", "1"),
        ("LIBCLANG_PATH", &options.libclang.to_string_lossy()),
        ("BINDGEN_EXTRA_CLANG_ARGS", &clang_args.join(" ")),
    ] {
        command.env(name, value);
    }
    Ok(command)
}

/// Debian's libclang has its resource folder compiled in; ours lies beside it, in lib/clang/<major>.
fn clang_resources(libclang: &Path) -> io::Result<String> {
    let folder = libclang.parent().unwrap_or(Path::new(".")).join("clang");
    let mut versions: Vec<_> = fs::read_dir(&folder)
        .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", folder.display())))?
        .collect::<Result<Vec<_>, _>>()?;
    versions.sort_by_key(|entry| entry.file_name());
    let newest = versions
        .pop()
        .ok_or_else(|| io::Error::other(format!("{}: empty", folder.display())))?;
    Ok(newest.path().display().to_string())
}

fn make_folder(path: &Path) -> Result<(), GenerateError> {
    fs::create_dir_all(path).map_err(|e| GenerateError::File(path.display().to_string(), e))
}

fn copy(from: &Path, to: &Path) -> Result<(), GenerateError> {
    fs::copy(from, to)
        .map(drop)
        .map_err(|e| GenerateError::File(from.display().to_string(), e))
}
