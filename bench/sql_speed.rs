//! `sql_speed <name>=<tree> <name>=<tree> <library> <statements> [<turns>]`: the same SQL with two builds of an
//! extension, whose library has the same path in both trees; how often each statement is run with each, else 15.
//!
//! Each tree is installed in a server of its own; the two take turns. Times are the least of the backend's CPU
//! time, as it reads it itself before and after a statement: neither connecting, nor loading the
//! library, nor other programs on the machine count, nor other threads and processes than the backend's first.

use pg_harness::{cleanup, Error, Extras, Server, ServerSpec};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Nanoseconds that the backend has been on a CPU: the first field of its schedstat
/// (Documentation/scheduler/sched-stats.rst in Linux).
const CLOCK: &str = "SELECT 'cpu=' || split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)";
/// Serial plans: workers would add the scheduler's luck.
const SETTINGS: [&str; 2] = ["max_parallel_workers_per_gather=0", "work_mem=64MB"];
const DATABASE: &str = "speed";

fn main() -> ExitCode {
    cleanup::guard("sql_speed", 1, || {
        let arguments: Vec<_> = std::env::args().skip(1).collect();
        let [one, other, library, statements, turns @ ..] = arguments.as_slice() else {
            panic!("wanted: <name>=<tree> <name>=<tree> <library> <statements> [<turns>]");
        };
        let turns = turns.first().map_or(15, |it| it.parse().expect("turns"));
        let text = std::fs::read_to_string(statements).expect("statements");
        let statements = statements_of(&text);
        let trees = [one, other].map(|it| it.split_once('=').expect("<name>=<tree>"));
        let [one, other] = trees.map(|(_, tree)| start(tree.as_ref(), library));
        let servers = [one?, other?];
        for (_, sql) in &statements {
            let [one, other] = [&servers[0], &servers[1]].map(|of| of.query(DATABASE, &[sql]));
            assert_eq!(one?, other?, "{sql}");
        }
        let mut times = [(); 2].map(|()| vec![Vec::new(); statements.len()]);
        for _ in 0..turns {
            for (server, times) in servers.iter().zip(&mut times) {
                for (time, times) in measure(server, library, &statements)?
                    .into_iter()
                    .zip(times)
                {
                    times.push(time);
                }
            }
        }
        println!(
            "|  | {} | {} | ratio |\n|---|---|---|---|",
            trees[0].0, trees[1].0
        );
        for (number, (name, _)) in statements.iter().enumerate() {
            let [one, other] = times.each_ref().map(|times| least(&times[number]));
            println!(
                "| {name}: CPU ms | {one:.1} | {other:.1} | {:.2} |",
                one / other
            );
        }
        let [one, other] = trees.map(|(_, tree)| {
            let file = Path::new(tree).join(library).metadata();
            file.expect("a library in each tree").len() as f64 / 1e3
        });
        println!(
            "| library: kB | {one:.0} | {other:.0} | {:.2} |",
            one / other
        );
        Ok::<_, Error>(ExitCode::SUCCESS)
    })
}

/// Names and statements of a file: each statement is one line, after `-- <name>`.
fn statements_of(text: &str) -> Vec<(&str, &str)> {
    let lines: Vec<_> = text.lines().collect();
    let named = lines.chunks(2).map(|pair| match pair {
        [name, sql] => (name.strip_prefix("-- ").expect("-- <name>"), *sql),
        _ => panic!("{pair:?}: a name without a statement"),
    });
    named.collect()
}

/// What CREATE EXTENSION and LOAD call a library.
fn extension_of(library: &str) -> &str {
    let stem = Path::new(library).file_stem().and_then(|it| it.to_str());
    stem.expect("a library's name")
}

/// A server with the extension in a database.
fn start(tree: &Path, library: &str) -> Result<Server, Error> {
    let file = PathBuf::from(std::env::var("PG_HARNESS_SERVER").expect("set by the BUILD file"));
    let extras = Extras {
        extensions: vec![tree.to_owned()],
        settings: SETTINGS.map(str::to_owned).into(),
    };
    let server = Server::start(ServerSpec::load(&file)?, &extras)?;
    server.fresh_database(DATABASE)?;
    server.query(
        DATABASE,
        &[&format!("CREATE EXTENSION {}", extension_of(library))],
    )?;
    Ok(server)
}

/// CPU milliseconds of each statement, in one session that has loaded the library before.
fn measure(server: &Server, library: &str, statements: &[(&str, &str)]) -> Result<Vec<f64>, Error> {
    let load = format!("LOAD '{}'", extension_of(library));
    let mut all = vec![load.as_str(), CLOCK];
    for (_, sql) in statements {
        all.extend([sql, CLOCK]);
    }
    let output = server.query(DATABASE, &all)?;
    let clocks = output.lines().filter_map(|line| line.strip_prefix("cpu="));
    let clocks: Vec<f64> = clocks.map(|time| time.parse().expect("a number")).collect();
    assert_eq!(clocks.len(), statements.len() + 1, "{output}");
    Ok(clocks.windows(2).map(|of| (of[1] - of[0]) / 1e6).collect())
}

/// What the machine's other work adds is never less than nothing.
fn least(times: &[f64]) -> f64 {
    times.iter().copied().fold(f64::INFINITY, f64::min)
}
