//! In place of rustc: what cargo asks for, made the same on every machine.
//!
//! cargo starts `<this program> <rustc> <arguments>` (its `RUSTC_WRAPPER`).

use std::ffi::OsString;
use std::io::Write;
use std::process::Command;

/// What a rustc is started with. It travels to this program's other self by the environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapper {
    /// rustc's triple of the target.
    pub target: String,
    /// Arguments for what runs on this machine: build scripts.
    pub host: Vec<String>,
    /// Paths and what stands for them in libraries: rustc's `--remap-path-prefix`.
    pub remapped: Vec<String>,
}

const TARGET: &str = "RUST_STD_TARGET";
const HOST: &str = "RUST_STD_HOST";
const REMAPPED: &str = "RUST_STD_REMAPPED";

impl Wrapper {
    /// What `environment` said, where cargo started this program.
    pub fn from_env() -> Option<Wrapper> {
        let lines = |name| {
            let value = std::env::var(name).ok()?;
            Some(value.lines().map(str::to_owned).collect())
        };
        Some(Wrapper {
            target: std::env::var(TARGET).ok()?,
            host: lines(HOST)?,
            remapped: lines(REMAPPED)?,
        })
    }

    /// Variables that make this program a wrapper.
    pub fn environment(&self) -> [(&'static str, String); 3] {
        [
            (TARGET, self.target.clone()),
            (HOST, self.host.join("\n")),
            (REMAPPED, self.remapped.join("\n")),
        ]
    }

    /// Runs rustc. `words`: the program and its arguments.
    pub fn run(&self, words: Vec<OsString>) -> Result<(), String> {
        let (rustc, asked) = words
            .split_first()
            .ok_or("cargo named no rustc to its wrapper")?;
        let failed = |e| format!("cannot run {}: {e}", rustc.display());
        let mut command = Command::new(rustc);
        command.args(self.arguments(asked));
        if asked.iter().any(|word| word == "-vV") {
            let output = command.output().map_err(failed)?;
            let text = self.version(&String::from_utf8_lossy(&output.stdout));
            std::io::stdout()
                .write_all(text.as_bytes())
                .map_err(failed)?;
            return ended(output.status);
        }
        ended(command.status().map_err(failed)?)
    }

    /// What rustc gets where cargo asked for this.
    fn arguments(&self, asked: &[OsString]) -> Vec<OsString> {
        let mut words = asked.to_vec();
        if !asked.iter().any(|word| word == "--target") {
            words.extend(self.host.iter().map(OsString::from));
        }
        let flag = |remapped| OsString::from(format!("--remap-path-prefix={remapped}"));
        words.extend(self.remapped.iter().map(flag));
        words
    }

    /// The compiler's version, without the machine that it runs on: cargo puts a hash of this
    /// text into the names of all symbols.
    fn version(&self, text: &str) -> String {
        let line = |line: &str| match line.strip_prefix("host: ") {
            Some(_) => format!("host: {}\n", self.target),
            None => format!("{line}\n"),
        };
        text.lines().map(line).collect()
    }
}

fn ended(status: std::process::ExitStatus) -> Result<(), String> {
    if status.success() {
        return Ok(());
    }
    Err(format!("rustc: {status}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapper() -> Wrapper {
        Wrapper {
            target: "s390x-unknown-linux-gnu".to_owned(),
            host: vec!["-Clinker=/c".to_owned()],
            remapped: vec!["/a=/b".to_owned()],
        }
    }

    fn arguments(asked: &str) -> String {
        let asked: Vec<OsString> = asked.split(' ').map(OsString::from).collect();
        let words = wrapper().arguments(&asked);
        words.join(&OsString::from(" ")).into_string().unwrap()
    }

    #[test]
    fn a_build_script_is_linked_for_this_machine() {
        assert_eq!(
            arguments("--crate-name build_script_build build.rs"),
            "--crate-name build_script_build build.rs -Clinker=/c --remap-path-prefix=/a=/b"
        );
    }

    #[test]
    fn what_is_for_the_target_has_no_path_of_this_machine() {
        assert_eq!(
            arguments("--crate-name core --target t"),
            "--crate-name core --target t --remap-path-prefix=/a=/b"
        );
    }

    #[test]
    fn all_machines_have_one_compiler() {
        let text = |host: &str| wrapper().version(&format!("rustc 1\nhost: {host}\nrelease: 1\n"));
        assert_eq!(text("x"), text("y"));
        assert_eq!(
            text("x"),
            "rustc 1\nhost: s390x-unknown-linux-gnu\nrelease: 1\n"
        );
    }
}
