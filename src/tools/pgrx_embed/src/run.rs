//! Runs the program.

use crate::Options;
use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

/// Has the program call the functions of these names and write the SQL.
///
/// # Errors
/// It can't be started, or fails; its own words then stand on stderr, before ours.
pub fn run(options: &Options, names: &BTreeSet<String>) -> Result<(), String> {
    let shown = options.program.display();
    let mut child = Command::new(&options.program)
        .args([&options.extension_name, &options.sql_version])
        .arg(if options.versioned_library {
            "versioned"
        } else {
            "plain"
        })
        .arg(&options.out)
        .stdin(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start {shown}: {error}"))?;
    let list: String = names.iter().map(|name| format!("{name}\n")).collect();
    // One that ends early says why by itself.
    let _ = child
        .stdin
        .take()
        .map(|mut input| input.write_all(list.as_bytes()));
    let status = child
        .wait()
        .map_err(|error| format!("cannot wait for {shown}: {error}"))?;
    if status.success() {
        return Ok(());
    }
    Err(format!(
        "{shown}: {status} after {} descriptions of SQL objects were asked for; the program was \
         linked with the extension's crate, and says above what pgrx found wrong",
        names.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::Options;
    use std::collections::BTreeSet;

    /// This test's own program, which knows no such flag, stands in for one that fails.
    #[test]
    fn a_program_that_fails_is_named() {
        let program = std::env::current_exe().unwrap();
        let shown = program.display().to_string();
        let options = Options {
            program,
            extension_name: "--no-such-flag".into(),
            sql_version: "1.0".into(),
            versioned_library: false,
            out: "nowhere".into(),
        };
        let error = run(&options, &BTreeSet::from(["one".to_owned()])).unwrap_err();
        assert!(
            error.starts_with(&format!("{shown}: exit status: ")),
            "{error}"
        );
        assert!(
            error.ends_with(
                " after 1 descriptions of SQL objects were asked for; the program was linked with \
                 the extension's crate, and says above what pgrx found wrong"
            ),
            "{error}"
        );
    }
}
