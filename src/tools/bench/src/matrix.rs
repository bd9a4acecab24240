//! What one more target costs: targets built one after the other, from nothing.

use std::collections::BTreeMap;

use crate::bazel::{Bazel, Build};
use crate::error::Result;
use crate::machine;
use crate::page::{noise, table};
use crate::scratch::{copy_workspace, workspace, Scratch};

/// The command that renews the page.
pub const COMMAND: &str = "./tools/bazel run //bench:matrix";

/// Mnemonics with columns of their own; others go into one.
const MNEMONICS: &[&str] = &[
    "Rustc",
    "CargoBuildScriptRun",
    "CppCompile",
    "PgBindgen",
    "PgrxSchema",
];
/// Characters of the longest bar.
const BAR: f64 = 50.0;

/// One step: targets that are added together.
#[derive(Clone, Debug)]
pub struct Step {
    pub targets: Vec<String>,
    pub build: Build,
}

/// Builds each step's targets on top of those before. A step is one target, or
/// several with commas between; none means each `pgrx_release` of the workspace.
pub fn measure(
    steps: &[String],
    scratch: &Scratch,
    rehearsal: bool,
    say: &dyn Fn(&str),
) -> Result<Vec<Step>> {
    let original = workspace()?;
    let copy = scratch.folder("workspace")?;
    copy_workspace(&original, &copy)?;
    scratch.folder("reports")?;
    let mut bazel = Bazel::new(&original, copy, scratch.path());
    if rehearsal {
        bazel.rehearse();
    }
    let steps = match steps {
        [] => releases(&bazel)?,
        given => given.to_vec(),
    };
    let steps: Vec<Vec<String>> = steps
        .iter()
        .map(|step| step.split(',').map(str::to_owned).collect())
        .collect();
    say("fetching and analysing");
    let all: Vec<&str> = steps.iter().flatten().map(String::as_str).collect();
    bazel.analyse(&all)?;
    let mut measured = Vec::new();
    for targets in steps {
        say(&format!("building {}", targets.join(" ")));
        let labels: Vec<&str> = targets.iter().map(String::as_str).collect();
        let build = bazel.build("step", &labels)?;
        measured.push(Step { targets, build });
    }
    Ok(measured)
}

/// All `pgrx_release` targets, this machine's own CPU first.
fn releases(bazel: &Bazel) -> Result<Vec<String>> {
    let answer = bazel.run("query", &["kind(pgrx_release, //...)"])?;
    let mut labels: Vec<String> = answer.lines().map(str::to_owned).collect();
    let own = std::env::consts::ARCH;
    labels.sort_by_key(|label| (!label.contains(own), label.clone()));
    Ok(labels)
}

/// The whole page.
pub fn render(steps: &[Step], arguments: &str) -> String {
    let costs: Vec<_> = steps.iter().map(|step| step.build.cost).collect();
    format!(
        "# One more target\n\n\
         Written by `{COMMAND}{arguments}` on {}; not to be edited.\n{}\n\
         Each row adds its targets to what the rows above have built, without any cache;\n\
         everything was fetched and analysed before. Counted are processes that were run;\n\
         copies, links and written files are none.\n\n{}\n\
         Processes added by each step:\n\n```\n{}```\n",
        machine::describe(),
        noise(&costs),
        table(&rows(steps)),
        curve(steps),
    )
}

fn rows(steps: &[Step]) -> Vec<Vec<String>> {
    let mut head = vec![
        "targets".to_owned(),
        "+".into(),
        "s".into(),
        "CPU s".into(),
        "processes".into(),
    ];
    head.extend(MNEMONICS.iter().map(|name| name.to_string()));
    head.push("other".into());
    let mut rows = vec![head];
    let mut total = 0;
    for step in steps {
        let Build { cost, metrics } = &step.build;
        total += step.targets.len();
        let mut row = vec![
            total.to_string(),
            format!("`{}`", step.targets.join("` `")),
            format!("{:.1}", cost.seconds),
            format!("{:.1}", cost.cpu),
            metrics.processes.to_string(),
        ];
        let counts = counts(&metrics.by_mnemonic);
        let named: u64 = counts.iter().sum();
        row.extend(counts.iter().map(u64::to_string));
        row.push(metrics.processes.saturating_sub(named).to_string());
        rows.push(row);
    }
    rows
}

fn counts(by_mnemonic: &BTreeMap<String, u64>) -> Vec<u64> {
    let count = |name: &&str| by_mnemonic.get(*name).copied().unwrap_or(0);
    MNEMONICS.iter().map(count).collect()
}

fn curve(steps: &[Step]) -> String {
    let most = steps.iter().map(|step| step.build.metrics.processes).max();
    let scale = BAR / most.unwrap_or(1).max(1) as f64;
    let mut total = 0;
    let line = |step: &Step| {
        total += step.targets.len();
        let processes = step.build.metrics.processes;
        let bar = "#".repeat((processes as f64 * scale).round() as usize);
        format!("{total:>3} {bar} {processes}\n")
    };
    steps.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Metrics;

    fn step(target: &str, processes: u64, rustc: u64) -> Step {
        let metrics = Metrics {
            processes,
            by_mnemonic: [("Rustc".to_owned(), rustc), ("Symlink".to_owned(), 99)].into(),
            ..Metrics::default()
        };
        let targets = target.split(',').map(str::to_owned).collect();
        Step {
            targets,
            build: Build {
                metrics,
                ..Build::default()
            },
        }
    }

    #[test]
    fn rows_add_up_targets_and_split_processes() {
        let steps = [step("//:a", 100, 80), step("//:b,//:c", 50, 50)];
        let page = render(&steps, " -- //:a //:b,//:c");
        assert!(
            page.contains("| 1 | `//:a` | 0.0 | 0.0 | 100 | 80 | 0 | 0 | 0 | 0 | 20 |"),
            "{page}"
        );
        assert!(
            page.contains("| 3 | `//:b` `//:c` | 0.0 | 0.0 | 50 | 50 | 0 | 0 | 0 | 0 | 0 |"),
            "{page}"
        );
        assert!(
            page.contains(&format!(
                "  1 {} 100\n  3 {} 50\n",
                "#".repeat(50),
                "#".repeat(25)
            )),
            "{page}"
        );
        assert!(page.contains("//bench:matrix -- //:a //:b,//:c`"), "{page}");
    }
}
