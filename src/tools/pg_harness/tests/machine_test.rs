//! `target_machine`: a shell, which knows nothing of emulators, starts the target's programs.

use std::path::PathBuf;
use std::process::{Command, Output};

use pg_harness::ServerSpec;

fn required(name: &str) -> PathBuf {
    std::env::var_os(name)
        .unwrap_or_else(|| panic!("{name} is not set"))
        .into()
}

fn on_the_machine(script: &str) -> Output {
    Command::new(required("TARGET_MACHINE"))
        .arg("--server")
        .arg(required("PG_HARNESS_SERVER"))
        .args(["--", "/bin/sh", "-c", script])
        .output()
        .expect("target_machine")
}

/// Whether each user namespace has a binfmt_misc: since Linux 6.7.
fn kernel_is_new() -> bool {
    let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").expect("a release");
    let mut numbers = release.split(|letter: char| !letter.is_ascii_digit());
    let mut next = || numbers.next().and_then(|number| number.parse::<u32>().ok());
    (next(), next()) >= (Some(6), Some(7))
}

#[test]
fn a_shell_starts_programs_of_the_target() {
    let spec = ServerSpec::load(&required("PG_HARNESS_SERVER")).unwrap();
    let programs = spec.bin_dir();
    let script = format!("{}/postgres --version && exit 7", programs.display());
    let output = on_the_machine(&script);
    let (said, complaint) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    if kernel_is_new() {
        assert_eq!(output.status.code(), Some(7), "{said}{complaint}");
        let version = format!("postgres (PostgreSQL) {}.", spec.major);
        assert!(said.starts_with(&version), "{said}{complaint}");
    } else {
        assert_eq!(output.status.code(), Some(125), "{said}{complaint}");
        assert!(
            complaint.contains("which Linux 6.7 and newer have"),
            "{complaint}"
        );
    }
}

/// Bazel's client waits until its server's process is gone.
#[test]
fn an_orphan_that_has_ended_is_gone() {
    let orphan = "pid=$(/bin/sh -c 'sleep 0.2 >/dev/null & echo $!')";
    let output = on_the_machine(&format!("{orphan}; sleep 1; test ! -e /proc/$pid"));
    let complaint = String::from_utf8_lossy(&output.stderr);
    let expected = if kernel_is_new() { 0 } else { 125 };
    assert_eq!(output.status.code(), Some(expected), "{complaint}");
}
