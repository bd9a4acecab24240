//! Plain cargo, as a user would call it, with the pinned toolchain and crates.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bazel::Bazel;
use crate::build_env;
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
        command.envs(build_env::variables(
            &self.tools,
            &self.build_triple,
            bazel,
            target,
        )?);
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
}
