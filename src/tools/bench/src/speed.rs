//! The same SQL with both libraries, in one real server of this machine's CPU.
//!
//! Cargo's library is installed as a second extension of another name, in a second
//! database; the two databases take turns. Times are the backend's CPU time, as it reads
//! it itself before and after: neither connecting, nor loading the library, nor other
//! programs on the machine count.

use std::fs;
use std::path::{Path, PathBuf};

use pg_harness::{Extras, Server, ServerSpec};

use crate::bazel::Bazel;
use crate::error::{io, Error, Result};
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

/// Lays a library out as the extension `name`, with the SQL and control file of the
/// extension; returns the tree.
fn install(contest: &Contest, library: &Path, name: &str, scratch: &Path) -> Result<PathBuf> {
    let tree = scratch.join("install").join(name);
    let major = contest.spec.major;
    let lib = tree.join(format!("lib/postgresql/{major}/lib"));
    let extension = tree.join(format!("share/postgresql/{major}/extension"));
    for folder in [&lib, &extension] {
        fs::create_dir_all(folder).map_err(io("make", folder))?;
    }
    fs::copy(library, lib.join(format!("{name}.so"))).map_err(io("copy", library))?;
    let share = &contest.share;
    for entry in fs::read_dir(share).map_err(io("read", share))?.flatten() {
        let path = entry.path();
        let file = entry
            .file_name()
            .to_string_lossy()
            .replacen(&contest.extension, name, 1);
        let text = fs::read_to_string(&path).map_err(io("read", &path))?;
        let text = match file.ends_with(".control") {
            true => redirect(&text, name),
            false => text,
        };
        let to = extension.join(file);
        fs::write(&to, text).map_err(io("write", &to))?;
    }
    Ok(tree)
}

/// A control file that loads the library `name`.
fn redirect(control: &str, name: &str) -> String {
    let lines = control
        .lines()
        .map(|line| match line.starts_with("module_pathname") {
            true => format!("module_pathname = '$libdir/{name}'\n"),
            false => format!("{line}\n"),
        });
    lines.collect()
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

    #[test]
    fn the_second_extension_loads_its_own_library() {
        let folder = tempfile::tempdir().unwrap();
        let (share, library) = (folder.path().join("s"), folder.path().join("libe.so"));
        fs::create_dir(&share).unwrap();
        fs::write(
            share.join("e.control"),
            "module_pathname = 'e'\nrelocatable = true\n",
        )
        .unwrap();
        fs::write(share.join("e--1.sql"), "SELECT 1;\n").unwrap();
        fs::write(&library, "x").unwrap();
        let spec = r#"{"cpu": "c", "major": 17, "root": "r", "tuple": "t", "loader": "l"}"#;
        let contest = Contest {
            extension: "e".into(),
            spec: serde_json::from_str(spec).unwrap(),
            share,
            ours: library.clone(),
            cargo: library.clone(),
        };
        let tree = install(&contest, &library, "e_cargo", folder.path()).unwrap();
        let read = |file: &str| fs::read_to_string(tree.join(file)).unwrap();
        let control = read("share/postgresql/17/extension/e_cargo.control");
        assert_eq!(
            control,
            "module_pathname = '$libdir/e_cargo'\nrelocatable = true\n"
        );
        assert_eq!(
            read("share/postgresql/17/extension/e_cargo--1.sql"),
            "SELECT 1;\n"
        );
        assert_eq!(read("lib/postgresql/17/lib/e_cargo.so"), "x");
    }
}
