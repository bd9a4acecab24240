//! The entry point of an image with PostgreSQL: makes a database where there is none,
//! then runs the server as process 1 should. Users of the official `postgres` image
//! find its variables, folders and habits.
//!
//! The tour, in the order things happen:
//!
//! | module | concept |
//! |---|---|
//! | [`error`] | every way to give up, in words |
//! | [`request`] | what the arguments ask for: serve, become another program, healthcheck |
//! | [`settings`], [`words`] | the variables |
//! | [`privileges`], [`accounts`] | from root to the image's user |
//! | [`borrowed_name`] | a uid without a name |
//! | [`datadir`] | is there a database? How a new one is known to be unfinished |
//! | [`volume`] | would a new one hide another? |
//! | [`scripts`] | the users' initialisation scripts |
//! | [`supervisor`] | process 1: children are reaped, signals passed on |
//! | [`pidfile`], [`server`], [`psql`] | the server of the initialisation, and SQL for it |
//! | [`init`] | all of that, in order |
//! | [`healthcheck`] | does the server take connections? |

pub mod accounts;
pub mod borrowed_name;
pub mod datadir;
pub mod error;
pub mod healthcheck;
pub mod init;
pub mod pidfile;
pub mod privileges;
pub mod psql;
pub mod request;
pub mod scripts;
pub mod server;
pub mod settings;
pub mod supervisor;
pub mod volume;
pub mod words;

pub use error::{Error, Result};

/// Writes a line to the container's log.
pub fn tell(line: &str) {
    eprintln!("pg_entrypoint: {line}");
}
