//! Evidence of which server ran on which machine, gathered from several sides.
//!
//! None of it is what the harness was told; each line comes from the target's
//! own programs or from the kernel:
//!
//! - the server's answer to `version()`, compiled in;
//! - `uname` as the target's loader sees it;
//! - the ELF machine of the `postgres` that a *running* backend has mapped, and
//!   the place of every library mapped beside it: all must be the server root's
//!   (or an extension's), so the host's C library was not used;
//! - the emulator's own version or the C library's, and what the kernel says the postmaster runs.

use std::fs;

use crate::error::{Error, Result};
use crate::installation::Installation;
use crate::mapped::{check_libraries, mapped_files, running_binary};
use crate::server::Server;

/// What loaders say that don't tell the machine: that of glibc 2.36 on 32-bit ARM, which fails before
/// it comes to uname(2), and those before 2.33, which have no such option.
const SILENT_LOADERS: [&str; 2] = [
    "_dl_debug_vdprintf: Assertion `! \"invalid format specifier\"' failed",
    "--list-diagnostics: cannot open shared object file",
];

/// The evidence, one line each.
#[derive(Debug)]
pub struct Proof {
    pub lines: Vec<String>,
}

/// Gathers the evidence; fails where it contradicts the server's description.
pub fn gather(server: &Server) -> Result<Proof> {
    let installation = &server.installation;
    let spec = &installation.spec;
    let version = server.query("postgres", &["SELECT version()"])?;
    check_major(version.trim(), spec.major)?;
    let machine = machine(installation)?;
    let files = mapped_files(server)?;
    let binary = running_binary(&files, server)?;
    let libraries = check_libraries(&files, server)?;
    let probe = installation.ask("a trial", installation.probe())?;
    let first = probe.lines().next().unwrap_or_default();
    let exe = fs::read_link(format!("/proc/{}/exe", server.pid()));
    let exe = exe.map_or_else(
        |e| format!("not readable ({e})"),
        |p| p.display().to_string(),
    );
    let name = match (&spec.emulator, &spec.cpu_model.qemu) {
        (Some(_), Some(model)) => format!("emulator of a {model}"),
        (Some(_), None) => "emulator".into(),
        (None, _) => "native, C library".into(),
    };
    let [made, started] = server.durations;
    Ok(Proof {
        lines: vec![
            format!("target:    {} (PostgreSQL {})", spec.cpu, spec.major),
            format!("version(): {}", version.trim()),
            format!("uname -m, as the target's C library sees it: {machine}"),
            format!("postgres mapped by a backend: ELF machine {binary}"),
            format!("libraries mapped by a backend: {libraries}, all from the server root or the extensions"),
            format!("{name}: {first}"),
            format!("the kernel runs the postmaster as {exe}"),
            format!("isolation: {}", installation.isolation_note),
            format!("initdb {made:.1?}, start {started:.1?}"),
        ],
    })
}

fn check_major(version: &str, major: u32) -> Result<()> {
    let found = version.strip_prefix("PostgreSQL ").map(|rest| {
        let digits = rest.find(|c: char| !c.is_ascii_digit());
        rest[..digits.unwrap_or(rest.len())].parse::<u32>()
    });
    match found {
        Some(Ok(found)) if found == major => Ok(()),
        _ => Err(Error::Proof(format!(
            "it is of major {major}, but version() is {version:?}"
        ))),
    }
}

/// The machine as uname(2) gives it to the target's C library, whose loader
/// prints it among much else.
fn machine(installation: &Installation) -> Result<String> {
    let mut loader = installation.loader();
    loader.arg("--list-diagnostics");
    match installation.ask("the loader", loader) {
        Ok(diagnostics) => uname_machine(&diagnostics),
        Err(error) => {
            let said = error.to_string();
            match SILENT_LOADERS.iter().find(|text| said.contains(**text)) {
                Some(text) => Ok(format!("not known, the loader says: {text}")),
                None => Err(error),
            }
        }
    }
}

fn uname_machine(diagnostics: &str) -> Result<String> {
    let lines = diagnostics.lines();
    let mut values = lines.filter_map(|l| l.strip_prefix("uname.machine="));
    let value = values.next().map(|v| v.trim_matches('"').to_owned());
    value.ok_or_else(|| Error::Proof("its loader does not tell uname.machine".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_is_compared_as_a_number() {
        assert!(check_major("PostgreSQL 17.12 (Debian 17.12-0) on x", 17).is_ok());
        assert!(check_major("PostgreSQL 19rc1 on x", 19).is_ok());
        let text = check_major("PostgreSQL 17.12", 1).unwrap_err().to_string();
        assert!(
            text.contains("major 1, but version() is \"PostgreSQL 17.12\""),
            "{text}"
        );
    }

    #[test]
    fn the_loader_tells_the_machine() {
        let text = "dl_platform=\"x\"\nuname.machine=\"some\"\n";
        assert_eq!(uname_machine(text).unwrap(), "some");
        assert!(uname_machine("").is_err());
    }
}
