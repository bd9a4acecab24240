//! A set-up that doesn't come to its end leaves nothing that a later start would take for one.

use std::fs;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::machine::Machine;

/// What apt says without a network, for the index and for packages alike.
const NO_NETWORK: &str = "echo 'E: Failed to fetch stub://mirror: Could not connect' >&2; exit 100";

fn names_in_cache(machine: &Machine) -> Vec<String> {
    let entries = fs::read_dir(machine.cache()).expect("the cache folder");
    let mut names: Vec<_> = entries
        .map(|e| {
            e.expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect();
    names.sort();
    names
}

/// Starts a set-up whose apt never answers, and waits until it has asked.
fn start_hanging(machine: &mut Machine) -> Child {
    let asked = machine.path("asked");
    machine.stub("apt-get", &format!("touch '{asked}'; exec sleep 60"));
    let child = machine.start(&["build"]);
    let deadline = Instant::now() + Duration::from_secs(20);
    while !fs::exists(&asked).expect("a look") {
        assert!(Instant::now() < deadline, "apt was never asked");
        std::thread::sleep(Duration::from_millis(50));
    }
    child
}

fn send(signal: &str, child: &Child) {
    let sent = Command::new("bash")
        .args(["-c", &format!("kill {signal} {}", child.id())])
        .status();
    assert!(sent.expect("bash").success());
}

#[test]
fn without_network_it_says_so_once_per_archive_and_leaves_nothing() {
    let mut machine = Machine::debian();
    machine.stub("apt-get", NO_NETWORK);
    let output = machine.run(&["build"], "");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(
        said.contains(
            " from stub://mirror/debian: E: Failed to fetch stub://mirror: Could not connect\n"
        ),
        "{said}"
    );
    assert!(said.contains("to mend it: check the network and proxy, or name a reachable mirror with DEBIAN_MIRROR="), "{said}");
    assert_eq!(output.status.code(), Some(37));
    assert_eq!(names_in_cache(&machine), ["lock"]);
}

#[test]
fn a_terminated_set_up_ends_at_once_and_leaves_nothing() {
    for (signal, code) in [("-TERM", 37), ("-INT", 130)] {
        let mut machine = Machine::debian();
        let child = start_hanging(&mut machine);
        let sent = Instant::now();
        send(signal, &child);
        let output = child.wait_with_output().expect("an end");
        assert!(
            sent.elapsed() < Duration::from_secs(5),
            "{signal}: apt was waited for"
        );
        assert_eq!(output.status.code(), Some(code), "{signal}");
        assert_eq!(names_in_cache(&machine), ["lock"], "{signal}");
    }
}

#[test]
fn a_killed_set_up_takes_its_steps_along_and_the_next_starts_afresh() {
    let mut machine = Machine::debian();
    let child = start_hanging(&mut machine);
    send("-KILL", &child);
    let killed = Instant::now();
    // The steps hold the launcher's standard error open: this ends with the last of them.
    child.wait_with_output().expect("an end");
    assert!(killed.elapsed() < Duration::from_secs(5), "a step lives on");
    assert_eq!(names_in_cache(&machine), ["lock"]);

    machine.stub("apt-get", NO_NETWORK);
    assert_eq!(
        machine.run(&["build"], "").status.code(),
        Some(37),
        "no lock keeps it waiting"
    );
}

#[test]
fn an_unfinished_root_is_not_entered() {
    let mut machine = Machine::debian();
    machine.stub("apt-get", NO_NETWORK);
    machine.run(&["build"], "");
    fs::create_dir(machine.cache().join("tmp.unfinished")).expect("a folder");
    fs::write(machine.cache().join("tmp.unfinished/.complete"), "").expect("a file");
    assert_eq!(machine.run(&["build"], "").status.code(), Some(37));
    assert_eq!(names_in_cache(&machine), ["lock"]);
}
