//! cargo, told to compile the standard library.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::wrapper::Wrapper;
use crate::Arguments;

/// The profile in library/Cargo.toml that published standard libraries are made with.
const PROFILE: &str = "dist";

/// What `src/bootstrap` asks for where there is an operating system.
const FEATURES: &str = "backtrace,panic-unwind";

/// Compiles in `folder`; returns where the libraries are.
pub fn compile(arguments: &Arguments, folder: &Path) -> Result<PathBuf, String> {
    let manifest = absolute(&arguments.manifest)?;
    let library = manifest
        .ancestors()
        .nth(2)
        .ok_or_else(|| format!("{}: not library/sysroot/Cargo.toml", manifest.display()))?;
    let mut cargo = Command::new(absolute(&arguments.cargo)?);
    cargo
        .args(["build", "--quiet", "--locked", "--offline", "--jobs=1"])
        // Those of the library's tests are not among the sources.
        .arg("-Zavoid-dev-deps")
        .args(["--profile", PROFILE, "--features", FEATURES])
        .args(["--target", &arguments.target])
        .arg(format!("--config=profile.{PROFILE}.debug=0"))
        .arg("--config=source.crates-io.replace-with='vendor'")
        .arg(format!(
            "--config=source.vendor.directory='{}'",
            library.join("vendor").display()
        ))
        .arg("--manifest-path")
        .arg(&manifest)
        .arg("--target-dir")
        .arg(folder.join("target"));
    let wrapper = Wrapper {
        target: arguments.target.clone(),
        host: host(arguments)?,
        remapped: vec![
            format!("{}=/rustc/library", library.display()),
            format!("{}=/rustc/build", folder.display()),
        ],
    };
    cargo
        .env_clear()
        .envs(wrapper.environment())
        .env("CARGO_HOME", folder.join("home"))
        .env("RUSTC", absolute(&arguments.rustc)?)
        .env("RUSTC_WRAPPER", this_program()?)
        // The library is written in what is unstable outside of it, and what it depends on is
        // nobody else's to use.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Zforce-unstable-if-unmarked")
        // cargo looks for settings in all folders above.
        .current_dir(folder);
    let status = cargo
        .status()
        .map_err(|e| format!("cannot run {}: {e}", arguments.cargo.display()))?;
    if !status.success() {
        return Err(format!(
            "no standard library for {}: cargo ({status}) says why above",
            arguments.target
        ));
    }
    Ok(folder
        .join("target")
        .join(&arguments.target)
        .join(PROFILE)
        .join("deps"))
}

/// What rustc is told about build scripts.
fn host(arguments: &Arguments) -> Result<Vec<String>, String> {
    let linker = absolute(&arguments.linker)?;
    Ok(vec![
        format!("--sysroot={}", absolute(&arguments.host_sysroot)?.display()),
        format!("-Clinker={}", linker.display()),
        format!("-Clink-arg=--target={}", arguments.linker_target),
        format!(
            "-Clink-arg=--sysroot={}",
            absolute(&arguments.linker_sysroot)?.display()
        ),
        "-Clink-arg=-no-canonical-prefixes".to_owned(),
        "-Clink-arg=-fuse-ld=lld".to_owned(),
    ])
}

fn this_program() -> Result<PathBuf, String> {
    std::env::current_exe().map_err(|e| format!("cannot find this program: {e}"))
}

fn absolute(path: &Path) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|e| format!("{}: {e}", path.display()))
}
