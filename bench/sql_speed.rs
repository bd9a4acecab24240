//! `sql_speed <name>=<tree> <name>=<tree> <library> <statements> [<turns> [<rounds>]]`: the same SQL with two builds of an
//! extension, whose library has the same path in both trees; how often each statement is run with each, else 15, and
//! for how many pairs of servers, else 1.
//!
//! Each tree is installed in a server of its own; the two take turns. Times are the least of the backend's CPU
//! time, as it reads it itself before and after a statement: neither connecting, nor loading the
//! library, nor other programs on the machine count, nor other threads and processes than the backend's first.
//! Where a server has a library in memory is its luck, which lasts as long as it does, and makes some per cent. So
//! the ratio is the median of those of the rounds.

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
        let [one, other, library, statements, rest @ ..] = arguments.as_slice() else {
            panic!(
                "wanted: <name>=<tree> <name>=<tree> <library> <statements> [<turns> [<rounds>]]"
            );
        };
        let number = |at: usize, otherwise| {
            let word: Option<&String> = rest.get(at);
            word.map_or(otherwise, |it| it.parse().expect("a number"))
        };
        let (turns, rounds) = (number(0, 15), number(1, 1));
        let text = std::fs::read_to_string(statements).expect("statements");
        let statements = statements_of(&text);
        let trees = [one, other].map(|it| it.split_once('=').expect("<name>=<tree>"));
        let mut all = Vec::new();
        for _ in 0..rounds {
            let [one, other] = trees.map(|(_, tree)| start(tree.as_ref(), library));
            all.push(round(&[one?, other?], library, &statements, turns)?);
        }
        println!(
            "|  | {} | {} | ratio |\n|---|---|---|---|",
            trees[0].0, trees[1].0
        );
        for (at, (name, _)) in statements.iter().enumerate() {
            let times: Vec<[f64; 2]> = all.iter().map(|round| round[at]).collect();
            let [one, other] = [0, 1].map(|tree| least(times.iter().map(|times| times[tree])));
            let ratio = of_rounds(&times);
            println!("| {name}: CPU ms | {one:.1} | {other:.1} | {ratio} |");
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

/// The least CPU milliseconds of each statement, in both servers, which take turns to be the first.
fn round(
    servers: &[Server; 2],
    library: &str,
    statements: &[(&str, &str)],
    turns: usize,
) -> Result<Vec<[f64; 2]>, Error> {
    for (_, sql) in statements {
        let [one, other] = servers.each_ref().map(|of| of.query(DATABASE, &[sql]));
        assert_eq!(one?, other?, "{sql}");
    }
    let mut times = vec![[f64::INFINITY; 2]; statements.len()];
    for turn in 0..turns {
        for tree in [turn % 2, 1 - turn % 2] {
            let measured = measure(&servers[tree], library, statements)?;
            for (times, time) in times.iter_mut().zip(measured) {
                times[tree] = times[tree].min(time);
            }
        }
    }
    Ok(times)
}

/// The median of the rounds' ratios, and what they are between.
fn of_rounds(times: &[[f64; 2]]) -> String {
    let mut ratios: Vec<f64> = times.iter().map(|[one, other]| one / other).collect();
    ratios.sort_by(f64::total_cmp);
    let median = ratios[ratios.len() / 2];
    match ratios.as_slice() {
        [_] => format!("{median:.2}"),
        [first, .., last] => format!("{median:.3} ({first:.2} to {last:.2})"),
        [] => panic!("no round"),
    }
}

/// What the machine's other work adds is never less than nothing.
fn least(times: impl Iterator<Item = f64>) -> f64 {
    times.fold(f64::INFINITY, f64::min)
}
