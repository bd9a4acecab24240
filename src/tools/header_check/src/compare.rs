//! Each fact of the two sides, and whether they agree.

use crate::{Error, Headers, Server};

/// One fact, as each side has it.
#[derive(Debug, PartialEq, Eq)]
pub struct Fact {
    /// What is compared.
    pub name: &'static str,
    /// The headers' value.
    pub headers: String,
    /// The server's value.
    pub server: String,
}

/// All facts where the two agree in each; else an error that names every difference.
pub fn compare(headers: &Headers, server: &Server) -> Result<Vec<Fact>, Error> {
    let all = facts(headers, server);
    if all.iter().all(|fact| fact.headers == fact.server) {
        return Ok(all);
    }
    Err(Error::Mismatch {
        headers: headers.folder.clone(),
        server: server.file.clone(),
        facts: all
            .into_iter()
            .filter(|fact| fact.headers != fact.server)
            .collect(),
    })
}

/// Fails where a toolchain says something else of the headers than they do.
pub fn declared(headers: &Headers, version: &str, defines: &[String]) -> Result<(), Error> {
    let differs = |attribute, said: String, found: String| {
        if said == found {
            return Ok(());
        }
        Err(Error::Declared {
            attribute,
            said,
            found,
            headers: headers.folder.clone(),
        })
    };
    let list = |defines: &[String]| format!("{defines:?}");
    differs(
        "version",
        format!("{version:?}"),
        format!("{:?}", headers.release),
    )?;
    differs("defines", list(defines), list(&headers.defines))
}

fn facts(headers: &Headers, server: &Server) -> Vec<Fact> {
    let fact = |name, headers: &dyn ToString, server: &dyn ToString| Fact {
        name,
        headers: headers.to_string(),
        server: server.to_string(),
    };
    let order = |big| if big { "big-endian" } else { "little-endian" };
    vec![
        fact("version", &headers.version, &server.version),
        fact("catalog version", &headers.catalog, &server.catalog),
        fact("bits", &headers.bits, &server.bits),
        fact(
            "byte order",
            &order(headers.big_endian),
            &order(server.big_endian),
        ),
        fact(
            "longest name",
            &headers.identifier_length,
            &server.identifier_length,
        ),
        fact("block size", &headers.block_size, &server.block_size),
        fact(
            "WAL block size",
            &headers.wal_block_size,
            &server.wal_block_size,
        ),
        fact("configure flags", &headers.configure, &server.configure),
    ]
}
