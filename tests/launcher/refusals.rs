//! A machine that can't be served gets one message: what is missing, and what mends it.

use crate::machine::Machine;

/// The launcher's own exit code: Bazel has none above 36 but 37, "unhandled exception".
const REFUSED: i32 = 37;

fn assert_refused(machine: &Machine, what: &str, remedy: &str) {
    let output = machine.run(&["build", "//..."], "");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    let expected = format!("\ntools/bazel: error: {what}\ntools/bazel: to mend it: {remedy}\n");
    assert!(
        said.ends_with(&expected),
        "expected{expected}but it said\n{said}"
    );
    assert_eq!(
        said.matches("error:").count(),
        1,
        "more than one message:\n{said}"
    );
    assert_eq!(output.status.code(), Some(REFUSED));
    assert_eq!(output.stdout, b"");
}

#[test]
fn no_home() {
    let mut machine = Machine::debian();
    machine.unset("HOME");
    assert_refused(
        &machine,
        "neither HOME nor XDG_CACHE_HOME nor RULES_PGRX_CACHE is set",
        "RULES_PGRX_CACHE=/some/writable/folder tools/bazel ...",
    );
}

#[test]
fn not_linux() {
    let mut machine = Machine::debian();
    machine.stub("uname", "echo Darwin");
    assert_refused(
        &machine,
        "this is Darwin; the launcher can set Bazel up on Linux only",
        "install Bazel 7.7 or later, or set BAZEL_REAL",
    );
}

#[test]
fn unknown_cpu() {
    let mut machine = Machine::debian();
    machine.stub("uname", "[[ $1 == -s ]] && echo Linux || echo armv7l");
    assert_refused(
        &machine,
        "Debian has no Bazel for this CPU (armv7l)",
        "set BAZEL_REAL to a Bazel 7.7 or later",
    );
}

#[test]
fn unknown_distribution() {
    for tool in ["apt-get", "apt-cache", "dpkg-deb", "flock"] {
        let mut machine = Machine::debian();
        machine.remove(tool);
        assert_refused(
            &machine,
            &format!("unknown distribution: '{tool}' not found, and the launcher sets Bazel up with Debian's own tools"),
            "install Bazel 7.7 or later (bazelisk does), or set BAZEL_REAL",
        );
    }
}

#[test]
fn no_keyring() {
    let mut machine = Machine::debian();
    machine.set("DEBIAN_KEYRING", "/nonexistent/keyring.gpg");
    assert_refused(
        &machine,
        "/nonexistent/keyring.gpg is missing, so Debian's packages can't be authenticated",
        "apt-get install debian-archive-keyring, or DEBIAN_KEYRING=/path/of/debian-archive-keyring.gpg tools/bazel ...",
    );
}

#[test]
fn cache_not_writable() {
    let mut machine = Machine::debian();
    // Below a file: not even root can make a folder there.
    let cache = machine.path("keyring.gpg/cache");
    machine.set("RULES_PGRX_CACHE", &cache);
    assert_refused(
        &machine,
        &format!("the cache folder {cache} can't be written"),
        "RULES_PGRX_CACHE=/some/writable/folder tools/bazel ...",
    );
}

#[test]
fn no_disk() {
    let mut machine = Machine::debian();
    machine.stub(
        "df",
        "printf 'Filesystem 1M Used Available\\nstub 1 1 120 99%% /\\n'",
    );
    let cache = machine.cache().display().to_string();
    assert_refused(
        &machine,
        &format!("no disk: 120 MB are free in {cache}, the set-up needs 1500 MB"),
        "free some space, or RULES_PGRX_CACHE=/a/larger/disk tools/bazel ...",
    );
}

#[test]
fn no_namespaces() {
    let mut machine = Machine::debian();
    machine.stub("unshare", "exit 1");
    machine.stub("id", "echo 0");
    let output = machine.run(&["info"], "");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(
        said.contains("error: this machine refuses a mount namespace ('unshare --mount"),
        "{said}"
    );
    assert!(
        said.contains("to mend it: allow user namespaces (sysctl "),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(REFUSED));
}

#[test]
fn no_mirror() {
    let mut machine = Machine::debian();
    machine.unset("DEBIAN_MIRROR");
    machine.stub("apt-get", "echo stub://mirror/ubuntu/");
    assert_refused(
        &machine,
        "this machine's apt names no Debian mirror",
        "DEBIAN_MIRROR=<base address of a Debian mirror> tools/bazel ...",
    );
}
