//! Stands on the PATH of a build script for each program that it wasn't given, and says what to write.
//!
//! By its name it knows which program it stands for; by variables of the build script, for whom.

use std::env;
use std::path::Path;
use std::process::ExitCode;

/// What finds libraries of the system. No annotation gives it.
const FINDER: &str = "pkg-config";

/// The programs that an annotation has given the crate already, with commas between.
const GIVEN: &str = "RULES_PGRX_PROGRAMS";

/// As shells end where a program isn't found.
const NOT_FOUND: u8 = 127;

/// A crate, as cargo's variables describe it to its build script.
struct Crate {
    name: String,
    version: String,
    given: String,
}

impl Crate {
    fn of_environment() -> Self {
        let variable = |name| env::var(name).unwrap_or_default();
        Crate {
            name: variable("CARGO_PKG_NAME"),
            version: variable("CARGO_PKG_VERSION"),
            given: variable(GIVEN),
        }
    }
}

/// What is said of a program.
fn message(program: &str, starter: &Crate) -> String {
    let Crate { name, version, .. } = starter;
    if program == FINDER {
        return format!(
            "rules_pgrx: the build script of the crate {name} {version} asks {program} for a library of the system, and a build has none.\n\
             To mend it, if it fails: turn on a feature by which it compiles its own copy, such as `bundled` or `vendored`, \
             or give it one from Debian packages, by `pgrx.libraries` and `pgrx.annotation(crate = \"{name}\", libraries = ...)`: \
             docs/libraries.md of rules_pgrx."
        );
    }
    let given = starter.given.split(',').filter(|given| !given.is_empty());
    let programs: Vec<String> = given.chain([program]).map(|it| format!("{it:?}")).collect();
    let programs = programs.join(", ");
    format!(
        "rules_pgrx: the build script of the crate {name} {version} starts {program}, which it was not given, and a build has no programs of the machine's.\n\
         To mend it: write `pgrx.annotation(crate = \"{name}\", programs = [{programs}])` in MODULE.bazel, \
         or these `programs` into the annotation that the crate has."
    )
}

fn main() -> ExitCode {
    let program = env::args_os().next().unwrap_or_default();
    let program = Path::new(&program).file_name().unwrap_or_default();
    eprintln!(
        "{}",
        message(&program.to_string_lossy(), &Crate::of_environment())
    );
    ExitCode::from(NOT_FOUND)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(program: &str, given: &str) -> String {
        let starter = Crate {
            name: "heart-sys".to_owned(),
            version: "0.1.0".to_owned(),
            given: given.to_owned(),
        };
        message(program, &starter)
    }

    #[test]
    fn the_line_to_add_has_what_was_given_too() {
        assert_eq!(
            said("cmake", ""),
            "rules_pgrx: the build script of the crate heart-sys 0.1.0 starts cmake, which it was not given, and a build has no programs of the machine's.\n\
             To mend it: write `pgrx.annotation(crate = \"heart-sys\", programs = [\"cmake\"])` in MODULE.bazel, \
             or these `programs` into the annotation that the crate has."
        );
        let line =
            "`pgrx.annotation(crate = \"heart-sys\", programs = [\"make\", \"perl\", \"cmake\"])`";
        assert!(said("cmake", "make,perl").contains(line));
    }

    #[test]
    fn a_library_is_no_program() {
        let said = said(FINDER, "");
        assert!(
            said.contains("`vendored`") && !said.contains("programs ="),
            "{said}"
        );
    }
}
