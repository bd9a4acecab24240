//! Sandboxes are in memory where there is enough of it.

use crate::machine::{launcher, Machine};

fn line_with(df: &str) -> String {
    let mut machine = Machine::debian();
    machine.stub("df", df);
    let folder = launcher().with_file_name("launcher");
    let output = machine.call(&folder, &["sandboxes_in_memory"]);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn free(megabytes: u32) -> String {
    format!("[[ $* == '-Pm /dev/shm' ]] && printf 'Filesystem 1M Used Available\\ntmpfs 9 1 {megabytes} 1%% /\\n'")
}

#[test]
fn sandboxes_are_in_memory_from_4_gib_on() {
    assert_eq!(line_with(&free(4096)), "build --sandbox_base=/dev/shm\n");
    assert_eq!(line_with(&free(4095)), "");
    // Docker's.
    assert_eq!(line_with(&free(64)), "");
}

#[test]
fn sandboxes_are_on_disk_where_there_is_no_such_memory() {
    assert_eq!(line_with("exit 1"), "");
}
