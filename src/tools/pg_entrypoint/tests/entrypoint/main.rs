//! The entry point with a real PostgreSQL, run as process 1 in a root folder of its own.
//!
//! | variable | what it names |
//! |---|---|
//! | `PG_ENTRYPOINT` | the static program |
//! | `PG_CONTAINER` | the program `container`, see tests/container.rs |
//! | `PG_SERVER` | the description of a server that this machine can run |

mod commands;
mod container;
mod healthcheck;
mod image;
mod passwords;
mod process;
mod proxy;
mod scripts;
mod signals;
mod unfinished;
mod volumes;
