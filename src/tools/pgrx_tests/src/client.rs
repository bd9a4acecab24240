//! Sessions of a test's own in the harness's server.

use crate::{get_pg_dbname, get_pg_user, Error};

/// PostgreSQL's name for the session, as its log has it.
const SESSION: &str = "SELECT to_hex(trunc(EXTRACT(EPOCH FROM backend_start))::integer)
    || '.' || to_hex(pid) FROM pg_stat_activity WHERE pid = pg_backend_pid()";

/// Opens a session; gives its name in the log too. Something must have started the server
/// before: a `run_test`.
///
/// # Errors
/// Where there is no server, or it refuses.
pub fn client() -> Result<(postgres::Client, String), Error> {
    let error = |error: &dyn std::fmt::Display| Error(format!("no session in the server: {error}"));
    let folder = std::env::var("PGHOST").map_err(|e| error(&format!("PGHOST: {e}")))?;
    let mut client = postgres::Config::new()
        .host_path(folder)
        .user(&get_pg_user())
        .dbname(get_pg_dbname())
        .connect(postgres::NoTls)
        .map_err(|e| error(&e))?;
    let row = client.query_one(SESSION, &[]).map_err(|e| error(&e))?;
    Ok((client, row.get(0)))
}
