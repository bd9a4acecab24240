//! Runs the *real* PostgreSQL server of a target architecture inside a test.
//!
//! No root, no `binfmt_misc`, no container, no network: a tree of unpacked
//! packages, and either the tree's own dynamic loader (native) or a qemu-user
//! binary (foreign), are enough.
//!
//! The tour, in the order things happen; every module depends only on those
//! above it:
//!
//! | module | concept |
//! |---|---|
//! | [`error`] | what can go wrong, in words |
//! | [`spec`], [`elf`], [`target_command`] | one JSON file describes a server; its tree is checked before use |
//! | [`cleanup`], [`reaper`] | nothing is left behind: no process, no folder, whatever ends the test |
//! | [`workdir`] | the private folder of one server, and a socket folder with a short name |
//! | [`prefix`], [`wrapper`] | how one target program is started |
//! | [`tree`] | a relocated installation: links to the server's files and the extensions' |
//! | [`programs`] | a script for each of the server's programs, which the programs find too |
//! | [`required`] | what the extensions need there of others, or of libraries |
//! | [`namespace`] | users and mounts of one's own |
//! | [`isolation`] | as whom: PostgreSQL refuses uid 0 |
//! | [`binfmt`] | programs of the target, started by whatever program |
//! | [`limits`], [`process`], [`identity`] | a process with a time limit, its output kept; the way it is started |
//! | [`installation`] | all of the above, put together: programs that can be called |
//! | [`cluster`], [`server`], [`session`] | a running server; SQL in, bytes out |
//! | [`at_hand`], [`pager`] | the same for a person at a terminal |
//! | [`mapped`], [`proof`] | evidence of which server ran on which machine |
//! | [`regress`], [`cases`], [`report`], [`update`] | SQL regression tests by `pg_regress` conventions |
//! | [`transfer`] | dump on one architecture, restore on another |
//! | [`illegal`], [`uncreated`] | an instruction that the CPU lacks; an extension that no SQL creates |
//! | [`server_log`], [`pg_test`] | one `#[pg_test]`: its function, called in a session |
//! | [`weak_symbols`], [`test_program`] | a crate's tests as a program, started outside of a server |
//! | [`test_service`] | the server that such a program asks |
//!
//! The programs: `pg_psql`, `pg_sql_test`, `pg_unit_tests`, `pg_dump_restore_test`, `target_run`,
//! `target_machine`.

pub mod at_hand;
pub mod binfmt;
pub mod cases;
pub mod cleanup;
pub mod cluster;
pub mod elf;
pub mod error;
pub mod identity;
pub mod illegal;
pub mod installation;
pub mod isolation;
pub mod limits;
pub mod mapped;
pub mod namespace;
pub mod pager;
pub mod pg_test;
pub mod prefix;
pub mod process;
pub mod programs;
pub mod proof;
pub mod reaper;
pub mod regress;
pub mod report;
pub mod required;
pub mod server;
pub mod server_log;
pub mod session;
pub mod spec;
pub mod target_command;
pub mod test_program;
pub mod test_service;
pub mod transfer;
pub mod tree;
pub mod uncreated;
pub mod update;
pub mod weak_symbols;
pub mod workdir;
pub mod wrapper;

pub use error::{Error, Result};
pub use installation::{Extras, Installation};
pub use server::Server;
pub use spec::ServerSpec;
pub use target_command::TargetCommand;
