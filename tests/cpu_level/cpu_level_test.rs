//! A test on a CPU that lacks an instruction fails, and says why; on one that has it, it passes.
//!
//! `TESTS` names the tests to run; `SAID` is what each has to say where it has to fail, and empty
//! where it has to pass. `OPEN` is set where that depends on this machine's CPU.

use std::process::Command;

/// A variable that is set and not empty.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Runs a test; whether it passed, and all that it prints.
fn run(program: &str) -> (bool, String) {
    let output = Command::new(program).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    (output.status.success(), text)
}

#[test]
fn a_test_fails_where_the_cpu_lacks_an_instruction_and_says_so() {
    let said = variable("SAID");
    for program in variable("TESTS").expect("TESTS").split(' ') {
        let (passed, text) = run(program);
        println!("{program}: {passed}");
        if passed && (said.is_none() || variable("OPEN").is_some()) {
            continue;
        }
        let said = said.as_deref().unwrap_or("it was to pass");
        assert!(!passed, "it passed, and was to say {said}:\n{text}");
        for line in said.lines() {
            assert!(text.contains(line), "there is no {line:?} in:\n{text}");
        }
    }
}
