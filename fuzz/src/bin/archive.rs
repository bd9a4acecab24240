//! Archives (`.a`, `.rlib`): who asks for a symbol, and members that are joined to others.
#![no_main]

use glibc_stubs::folder::join;
use libfuzzer_sys::fuzz_target;
use std::fs::read;

/// With a name in GNU's table, and with one in front of the content, as BSD has it.
const SEEDS: [&[u8]; 2] = [
    b"!<arch>\n//                                              22        `\na_name_of_17_bytes.o/\n/0              0           0     0     100644  10        `\nBC\xc0\xdemalloc",
    b"!<arch>\n#1/4            0           0     0     100644  7         `\nb.o\0abc\n",
];

fuzz_target!(init: fuzz::seed(SEEDS), |data: &[u8]| {
    let archive = fuzz::file("a.rlib", data);
    elf_gate::linked::askers("malloc", std::slice::from_ref(&archive));
    let [once, twice] = ["once", "twice"].map(|name| fuzz::FOLDER.join(name));
    if join(&archive, &[], &once).is_ok() {
        join(&once, &[], &twice).expect("what is written can be read");
        assert_eq!(read(once).unwrap(), read(twice).unwrap());
    }
});
