//! PostgreSQL's program: what is read of a server.
#![no_main]

#[path = "../../../src/tools/header_check/src/tiny_program.rs"]
mod tiny_program;

use header_check::Server;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: fuzz::seed([tiny_program::tiny_program(0)]), |data: &[u8]| {
    let _ = Server::read(&fuzz::file("postgres", data), " '--prefix=/usr'");
});
