//! Formats all Rust of the tree, as `bazel run //:format`.

use std::process::ExitCode;

use tidy::format::{rustfmt, Mode};

fn main() -> ExitCode {
    match rustfmt(Mode::Write) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
