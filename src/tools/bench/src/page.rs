//! Markdown, and where it goes.

use std::fs;
use std::path::Path;

use crate::cost::Cost;
use crate::error::{io, Result};
use crate::stats::median;

/// What each page says of its figures.
pub const HOW_TO_READ: &str = "\
Seconds are medians over the rounds. CPU seconds are those of all processes of the
step, Bazel's server included; where other programs ran meanwhile, their ratio is
the more trustworthy one.
";

/// A table; the first row is its head.
pub fn table(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        text += &format!("| {} |\n", row.join(" | "));
        if number == 0 {
            text += &format!("|{}\n", "---|".repeat(row.len()));
        }
    }
    text
}

/// A quotient with two decimals.
pub fn quotient(ours: f64, cargo: f64) -> String {
    format!("{:.2}", ours / cargo)
}

/// The medians of many costs.
pub fn middle(costs: &[Cost]) -> Cost {
    let of = |field: fn(&Cost) -> f64| median(&costs.iter().map(field).collect::<Vec<_>>());
    Cost {
        seconds: of(|cost| cost.seconds),
        cpu: of(|cost| cost.cpu),
        foreign: of(|cost| cost.foreign),
    }
}

/// What other programs had of the machine, over the steps of a run.
pub fn noise(costs: &[Cost]) -> String {
    let most = costs.iter().map(|cost| cost.foreign).fold(0.0, f64::max);
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let verdict = match most {
        most if most < 0.05 => "the machine was quiet",
        most if most < 0.15 => "nearly quiet",
        _ => "**too much for seconds to mean anything; trust the CPU ratios, and run it again**",
    };
    format!(
        "Noise: other programs had {} of the machine in the median step, {} at most: {verdict}.\n",
        percent(middle(costs).foreign),
        percent(most)
    )
}

/// Writes a page, given by its path in the workspace.
pub fn write(workspace: &Path, path: &str, text: &str) -> Result<()> {
    let path = workspace.join(path);
    fs::write(&path, text).map_err(io("write", &path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_a_head() {
        let row = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        assert_eq!(
            table(&[row("a", "b"), row("1", "2")]),
            "| a | b |\n|---|---|\n| 1 | 2 |\n"
        );
    }

    #[test]
    fn noise_is_judged_by_the_worst_step() {
        let cost = |foreign| Cost {
            foreign,
            ..Cost::default()
        };
        assert!(noise(&[cost(0.0), cost(0.04)]).contains("4 % at most: the machine was quiet"));
        assert!(noise(&[cost(0.0), cost(0.0), cost(0.5)])
            .contains("0 % of the machine in the median step, 50 % at most: **too"));
    }
}
