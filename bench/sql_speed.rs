//! `sql_speed <ours> <theirs> <library>`: the same SQL with two builds of the example extension.
//!
//! Each tree is installed in a server of its own; the two take turns. Times are the backend's CPU
//! time, as it reads it itself before and after a statement: neither connecting, nor loading the
//! library, nor other programs on the machine count.

use pg_harness::{cleanup, Error, Extras, Server, ServerSpec};
use std::path::PathBuf;
use std::process::ExitCode;

/// What is timed. Serial plans: workers would add the scheduler's luck.
const STATEMENTS: [(&str, &str); 4] = [
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
const SETTINGS: [&str; 2] = ["max_parallel_workers_per_gather=0", "work_mem=64MB"];
const DATABASE: &str = "speed";
/// Runs of each statement with each library.
const TURNS: usize = 15;

fn main() -> ExitCode {
    cleanup::guard("sql_speed", 1, || {
        let arguments: Vec<_> = std::env::args().skip(1).map(PathBuf::from).collect();
        let [ours, theirs, library] = arguments.as_slice() else {
            panic!("wanted: <tree of Bazel> <tree of cargo> <library in each>");
        };
        let servers = [start(ours.clone())?, start(theirs.clone())?];
        for (_, sql) in STATEMENTS {
            let [ours, theirs] = [&servers[0], &servers[1]].map(|of| of.query(DATABASE, &[sql]));
            assert_eq!(ours?, theirs?, "{sql}");
        }
        let mut times = [const { [const { Vec::new() }; STATEMENTS.len()] }; 2];
        for _ in 0..TURNS {
            for (server, times) in servers.iter().zip(&mut times) {
                for (time, times) in measure(server)?.into_iter().zip(times) {
                    times.push(time);
                }
            }
        }
        println!("|  | Bazel | cargo | ratio |\n|---|---|---|---|");
        for (number, (name, _)) in STATEMENTS.iter().enumerate() {
            let [ours, theirs] = times.each_mut().map(|times| median(&mut times[number]));
            println!(
                "| {name}: CPU ms | {ours:.1} | {theirs:.1} | {:.2} |",
                ours / theirs
            );
        }
        let [ours, theirs] = [ours, theirs].map(|tree| {
            let file = std::fs::metadata(tree.join(library)).expect("a library in each tree");
            file.len() as f64
        });
        println!(
            "| library: kB | {:.0} | {:.0} | {:.2} |",
            ours / 1e3,
            theirs / 1e3,
            ours / theirs
        );
        Ok::<_, Error>(ExitCode::SUCCESS)
    })
}

/// A server with the extension in a database.
fn start(tree: PathBuf) -> Result<Server, Error> {
    let file = PathBuf::from(std::env::var("PG_HARNESS_SERVER").expect("set by the BUILD file"));
    let extras = Extras {
        extensions: vec![tree],
        settings: SETTINGS.map(str::to_owned).into(),
    };
    let server = Server::start(ServerSpec::load(&file)?, &extras)?;
    server.fresh_database(DATABASE)?;
    server.query(DATABASE, &["CREATE EXTENSION sketches"])?;
    Ok(server)
}

/// CPU milliseconds of each statement, in one session that has loaded the library before.
fn measure(server: &Server) -> Result<Vec<f64>, Error> {
    let mut statements = vec!["SELECT approx_count_distinct(1)", CLOCK];
    for (_, sql) in STATEMENTS {
        statements.extend([sql, CLOCK]);
    }
    let output = server.query(DATABASE, &statements)?;
    let clocks = output.lines().filter_map(|line| line.strip_prefix("cpu="));
    let clocks: Vec<f64> = clocks.map(|time| time.parse().expect("a number")).collect();
    assert_eq!(clocks.len(), STATEMENTS.len() + 1, "{output}");
    Ok(clocks.windows(2).map(|of| (of[1] - of[0]) / 1e6).collect())
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
