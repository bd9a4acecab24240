//! Plain cargo, as a user would call it, with the pinned toolchain and crates.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bazel::Bazel;
use crate::cost::{Cost, Stopwatch, Workers};
use crate::error::{io, Result};
use crate::package;
use crate::process::run;
use crate::rows::{Execution, Target};
use crate::scratch::remove;
use crate::tools::Tools;

/// Variables that say how the network is reached; nothing else of the user's
/// environment gets to cargo.
const NETWORK: &[&str] = &[
    "HTTP",
    "HTTPS",
    "http_",
    "https_",
    "NO_PROXY",
    "no_proxy",
    "SSL_",
    "CARGO_HTTP",
    "CARGO_NET",
    "CARGO_REGISTR",
    "CARGO_SOURCE",
];
/// Where Debian and Bazel's root keep the authorities that cargo's curl trusts.
const AUTHORITIES: &str = "/etc/ssl/certs/ca-certificates.crt";

/// A package, and cargo to build it with.
#[derive(Debug)]
pub struct Cargo {
    package: PathBuf,
    target_dir: PathBuf,
    home: PathBuf,
    tools: Tools,
    build_triple: String,
    crate_name: String,
    rehearsal: bool,
}

impl Cargo {
    /// Cargo for the package in `scratch/package`, with its own home and target folder.
    pub fn new(
        scratch: &Path,
        tools: Tools,
        execution: &Execution,
        crate_name: &str,
    ) -> Result<Cargo> {
        let cargo = Cargo {
            package: scratch.join("package"),
            target_dir: scratch.join("target"),
            home: scratch.join("cargo_home"),
            tools,
            build_triple: execution.triple.clone(),
            crate_name: crate_name.into(),
            rehearsal: false,
        };
        fs::create_dir_all(&cargo.home).map_err(io("make", &cargo.home))?;
        cargo.take_user_config()?;
        Ok(cargo)
    }

    /// From here on optimises nothing; times and sizes then mean nothing.
    pub fn rehearse(&mut self) {
        self.rehearsal = true;
    }

    /// Which registry crates come from is the user's affair.
    fn take_user_config(&self) -> Result<()> {
        let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
        let home = home.or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".cargo")));
        let config = home.map(|home| home.join("config.toml"));
        if let Some(config) = config.filter(|config| config.exists()) {
            let to = self.home.join("config.toml");
            fs::copy(&config, to).map_err(io("copy", config))?;
        }
        Ok(())
    }

    /// Downloads the crates, and checks that they are those that are pinned.
    pub fn fetch(&self, pinned_lock: &Path, targets: &[&Target]) -> Result<()> {
        let mut command = self.command("fetch");
        for target in targets {
            command.args(["--target", &target.triple]);
        }
        run("cargo fetch", &mut command)?;
        let read = |path: &Path| fs::read_to_string(path).map_err(io("read", path));
        let extended = read(&self.package.join("Cargo.lock"))?;
        package::check_lock(&read(pinned_lock)?, &extended, &self.crate_name)
    }

    /// Builds the extension for one target.
    pub fn build(&self, bazel: &Bazel, target: &Target) -> Result<Cost> {
        let mut command = self.command("build");
        command.args([
            "--offline",
            "--locked",
            "--release",
            "--package",
            &self.crate_name,
        ]);
        command.args(["--target", &target.triple]);
        command.envs(self.target_environment(bazel, target)?);
        let watch = Stopwatch::start(Workers::default());
        run(&format!("cargo build for {}", target.triple), &mut command)?;
        Ok(watch.stop())
    }

    /// Forgets all that was built.
    pub fn clean(&self) -> Result<()> {
        remove(&self.target_dir)
    }

    /// The library that a build made.
    pub fn library(&self, target: &Target) -> PathBuf {
        let folder = self.target_dir.join(&target.triple).join("release");
        folder.join(format!("lib{}.so", self.crate_name))
    }

    fn command(&self, verb: &str) -> Command {
        let mut command = Command::new(self.tools.program("cargo"));
        let network = |name: &str| NETWORK.iter().any(|prefix| name.starts_with(prefix));
        command.env_clear();
        command.envs(std::env::vars().filter(|(name, _)| network(name)));
        if std::env::var_os("CARGO_HTTP_CAINFO").is_none() && Path::new(AUTHORITIES).exists() {
            command.env("CARGO_HTTP_CAINFO", AUTHORITIES);
        }
        // No program of the machine is found by its name.
        command.env("PATH", self.home.join("none"));
        command.env("CARGO_HOME", &self.home);
        command.env("CARGO_TARGET_DIR", &self.target_dir);
        command.env("RUSTC", self.tools.wrapper("rustc"));
        if self.rehearsal {
            command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
            command.env("CARGO_PROFILE_RELEASE_LTO", "off");
        }
        command.current_dir(&self.package).arg(verb);
        command
    }

    /// What pgrx's and other build scripts are told about a target.
    fn target_environment(
        &self,
        bazel: &Bazel,
        target: &Target,
    ) -> Result<Vec<(String, OsString)>> {
        let postgres = bazel.repository(&target.postgres);
        let include = format!("-I{}", postgres.display());
        let clang_args = format!(
            "--sysroot={} -resource-dir {} {include}",
            bazel.repository(&target.sysroot).display(),
            self.tools.resources()?.display(),
        );
        let cc = self.tools.wrapper(&format!("{}-cc", target.cpu));
        let mut variables: Vec<(String, OsString)> = vec![
            (
                linker(&self.build_triple),
                self.tools.wrapper("build-cc").into(),
            ),
            ("LIBCLANG_PATH".into(), self.tools.lib().into()),
            ("RUSTFMT".into(), self.tools.program("rustfmt").into()),
            ("BINDGEN_EXTRA_CLANG_ARGS".into(), clang_args.into()),
            ("PGRX_BINDGEN_NO_DETECT_INCLUDES".into(), "1".into()),
            ("PGRX_PG_CONFIG_AS_ENV".into(), "true".into()),
            ("PGRX_PG_CONFIG_VERSION".into(), version(&postgres)?.into()),
            ("PGRX_PG_CONFIG_CONFIGURE".into(), "".into()),
            ("PGRX_PG_CONFIG_CPPFLAGS".into(), "-D_GNU_SOURCE".into()),
            ("PGRX_PG_CONFIG_LIBDIR".into(), "/nonexistent".into()),
            (
                "PGRX_INCLUDEDIR_SERVER".into(),
                postgres.join("server").into(),
            ),
            // Not by the variable above: a target that is also the build's own would then
            // link build scripts as well. RUSTFLAGS, with --target, is the target's alone.
            (
                "RUSTFLAGS".into(),
                format!("-Clinker={}", cc.display()).into(),
            ),
        ];
        let suffix = target.triple.replace('-', "_");
        variables.push((format!("CC_{suffix}"), cc.into()));
        variables.push((format!("AR_{suffix}"), self.tools.program("llvm-ar").into()));
        variables.push((format!("CFLAGS_{suffix}"), include.into()));
        Ok(variables)
    }
}

fn linker(triple: &str) -> String {
    let triple = triple.to_uppercase().replace('-', "_");
    format!("CARGO_TARGET_{triple}_LINKER")
}

/// What `pg_config --version` would say, from the headers themselves.
fn version(postgres: &Path) -> Result<String> {
    let path = postgres.join("server/pg_config.h");
    let text = fs::read_to_string(&path).map_err(io("read", &path))?;
    let line = text
        .lines()
        .find(|line| line.starts_with("#define PG_VERSION "));
    let value = line
        .and_then(|line| line.split('"').nth(1))
        .unwrap_or_default();
    // Debian appends its package's version.
    let release = value.split(' ').next().unwrap_or_default();
    Ok(format!("PostgreSQL {release}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_is_that_of_the_headers() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("server")).unwrap();
        let text = "#define PG_VERSION \"17.12 (Debian 17.12-0+deb13u1)\"\n";
        fs::write(folder.path().join("server/pg_config.h"), text).unwrap();
        assert_eq!(version(folder.path()).unwrap(), "PostgreSQL 17.12");
    }
}
