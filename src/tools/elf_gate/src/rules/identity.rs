//! The file is a shared library, or a program, for the target's processor.

use crate::case::Case;
use crate::machine::{endian_name, machine_name};
use object::elf;

/// Compares the ELF header with that of a shared library for the target.
pub fn check(case: &Case) -> Vec<String> {
    let image = &case.library.image;
    let mut wrong = Vec::new();
    if image.file_type != elf::ET_DYN.0 {
        wrong.push(format!(
            "ELF type {} is no shared library (3, ET_DYN)",
            image.file_type
        ));
    }
    if image.executable {
        wrong.push("this is a program (DF_1_PIE), not a shared library".to_owned());
    }
    wrong.extend(check_processor(case));
    wrong
}

/// Compares the ELF header with that of a program for the target.
pub fn check_program(case: &Case) -> Vec<String> {
    let image = &case.library.image;
    let mut wrong = Vec::new();
    if image.file_type != elf::ET_EXEC.0 && !image.executable {
        wrong.push(format!(
            "ELF type {} is no program (2, ET_EXEC, or ET_DYN with DF_1_PIE)",
            image.file_type
        ));
    }
    wrong.extend(check_processor(case));
    wrong
}

fn check_processor(case: &Case) -> Vec<String> {
    let (image, target) = (&case.library.image, &case.target);
    let mut wrong = Vec::new();
    if image.machine != target.machine.number {
        let found = machine_name(image.machine);
        let expected = target.machine.name;
        wrong.push(format!("built for {found}, but the target is {expected}"));
    }
    if image.class != target.class {
        let (found, expected) = (image.class, target.class);
        wrong.push(format!(
            "a {found}-bit file, but the target has {expected} bits"
        ));
    }
    if image.big_endian != target.big_endian {
        let (found, expected) = (
            endian_name(image.big_endian),
            endian_name(target.big_endian),
        );
        wrong.push(format!(
            "a {found}-endian file, but the target is {expected}-endian"
        ));
    }
    wrong
}
