//! The same SQL with both libraries, in one real server of this machine's CPU.
//!
//! Cargo's library is installed as a second extension of another name, in a second
//! database; the two databases take turns. Times are the backend's CPU time, as it reads
//! it itself before and after: neither connecting, nor loading the library, nor other
//! programs on the machine count.

use std::path::{Path, PathBuf};

use pg_harness::{Extras, Server, ServerSpec};

use crate::bazel::Bazel;
use crate::error::{Error, Result};
use crate::install::install;
use crate::rows::{path_of, Target};

/// What is timed. Serial plans: workers would add the scheduler's luck.
pub const STATEMENTS: &[(&str, &str)] = &[
    ("count distinct integers", "SELECT approx_count_distinct(x) FROM generate_series(1, 500000) x"),
    ("count distinct texts", "SELECT approx_count_distinct(x::text) FROM generate_series(1, 300000) x"),
    ("quantiles", "SELECT quantile(quantile_build(x::float8), 0.99) FROM generate_series(1, 300000) x"),
    (
        "serialise and merge",
        "SELECT hll_cardinality(hll_merge(s)) FROM (SELECT hll_build(x) AS s FROM generate_series(1, 200000) x GROUP BY x % 2000) t",
    ),
];
/// Nanoseconds that the backend has been on a CPU: the first field of its schedstat
/// (Documentation/scheduler/sched-stats.rst in Linux).
const CLOCK: &str = "SELECT 'cpu=' || split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)";
const SETTINGS: &[&str] = &["max_parallel_workers_per_gather=0", "work_mem=64MB"];

/// CPU milliseconds of each statement: `[statement][repetition]`, of ours and of cargo's.
#[derive(Clone, Debug, Default)]
pub struct Times {
    pub ours: Vec<Vec<f64>>,
    pub cargo: Vec<Vec<f64>>,
    /// The server, as it names itself.
    pub server: String,
}

/// Two libraries of one extension.
#[derive(Clone, Debug)]
pub struct Contest {
    /// The extension's name.
    pub extension: String,
    /// The server that both are for.
    pub spec: ServerSpec,
    /// The folder of its SQL and control file.
    pub share: PathBuf,
    /// Bazel's library.
    pub ours: PathBuf,
    /// Cargo's library.
    pub cargo: PathBuf,
}

/// Reads a server's description, made for tests, with paths from their runfiles folder.
pub fn spec(bazel: &Bazel, target: &Target) -> Result<ServerSpec> {
    let mut spec = ServerSpec::read(&bazel.output(&(path_of(&target.server) + ".json")))?;
    if let Ok(below) = spec.root.strip_prefix("..") {
        spec.root = bazel.repository("external").join(below);
    }
    Ok(spec.resolve()?)
}

/// Runs all statements `repetitions` times in turn, and compares the answers.
pub fn compare(contest: &Contest, scratch: &Path, repetitions: usize) -> Result<Times> {
    let name = contest.extension.as_str();
    let other = format!("{name}_cargo");
    let trees = [
        install(contest, &contest.ours, name, scratch)?,
        install(contest, &contest.cargo, &other, scratch)?,
    ];
    let server = start(contest, trees)?;
    for name in [name, &other] {
        server.fresh_database(name)?;
        server.query(name, &[&format!("CREATE EXTENSION {name}")])?;
    }
    same_answers(&server, name, &other)?;
    let mut times = Times {
        server: server
            .query("postgres", &["SHOW server_version"])?
            .trim()
            .into(),
        ours: vec![Vec::new(); STATEMENTS.len()],
        cargo: vec![Vec::new(); STATEMENTS.len()],
    };
    for repetition in 0..repetitions {
        let mut turns = [(name, &mut times.ours), (other.as_str(), &mut times.cargo)];
        if repetition % 2 == 1 {
            turns.reverse();
        }
        for (database, list) in turns {
            for (milliseconds, of) in time(&server, database)?.into_iter().zip(list.iter_mut()) {
                of.push(milliseconds);
            }
        }
    }
    Ok(times)
}

fn start(contest: &Contest, trees: [PathBuf; 2]) -> Result<Server> {
    let extras = Extras {
        extensions: trees.into(),
        settings: SETTINGS.iter().map(|setting| setting.to_string()).collect(),
    };
    Ok(Server::start(contest.spec.clone(), &extras)?)
}

fn same_answers(server: &Server, ours: &str, cargo: &str) -> Result<()> {
    for (_, sql) in STATEMENTS {
        let [ours, cargo] = [server.query(ours, &[sql])?, server.query(cargo, &[sql])?];
        if ours != cargo {
            let sql = sql.to_string();
            return Err(Error::OtherAnswer { sql, ours, cargo });
        }
    }
    Ok(())
}

/// CPU milliseconds of each statement, in one session that has loaded the library before.
fn time(server: &Server, database: &str) -> Result<Vec<f64>> {
    let mut statements = vec!["SELECT approx_count_distinct(1)", CLOCK];
    for (_, sql) in STATEMENTS {
        statements.extend([*sql, CLOCK]);
    }
    let output = server.query(database, &statements)?;
    let clocks: Vec<f64> = output.lines().filter_map(nanoseconds).collect();
    match clocks.len() == STATEMENTS.len() + 1 {
        true => Ok(clocks.windows(2).map(|of| (of[1] - of[0]) / 1e6).collect()),
        false => Err(Error::NoTime { output }),
    }
}

fn nanoseconds(line: &str) -> Option<f64> {
    line.strip_prefix("cpu=")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_clocks_count() {
        assert_eq!(nanoseconds("cpu=12345"), Some(12345.0));
        assert_eq!(nanoseconds("12345"), None);
    }
}
