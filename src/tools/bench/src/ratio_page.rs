//! The findings of [`crate::ratio`] as a page.

use crate::cost::Cost;
use crate::findings::{Findings, Pair};
use crate::machine;
use crate::page::{middle, noise, quotient, table, HOW_TO_READ};
use crate::speed::STATEMENTS;
use crate::stats::median;

/// The command that renews the page.
pub const COMMAND: &str = "./tools/bazel run //bench:cargo_ratio";

const CONDITIONS: &str = "\
Both sides use the pinned clang, lld and rustc, the crates of `thirdparty/Cargo.lock`
(cargo's resolution is checked to be the same), `opt-level = 3`, `codegen-units = 1`,
unwinding, no symbol table, and have all downloads. Link-time optimisation is lld's
ThinLTO with Bazel, `lto = \"fat\"` with cargo. They start with nothing built, without
any cache, and take turns.

| | Bazel | cargo |
|---|---|---|
| library (bindings, C shim, crates, link) | yes | yes |
| build scripts, proc-macros | unoptimised | unoptimised, by cargo's default |
| installation SQL and control file, and the tool that makes them | yes | no: that is `cargo pgrx schema`, which compiles the crate once more |
| the program that generates bindings | yes | yes, as a build script |
| sandbox for each process | yes | no |
| resolving and analysis | before, not timed | within, some tenths of a second |
| crate features | those of all of `thirdparty/Cargo.toml` together | those of the extension alone |
";

/// The whole page.
pub fn render(findings: &Findings, arguments: &str) -> String {
    let mut text = format!(
        "# Against plain cargo\n\n\
         Written by `{COMMAND}{arguments}` on {}; not to be edited.\n{}\n{}\n{}\n{}",
        machine::describe(),
        noise(&costs(findings)),
        table(&summary(findings)),
        HOW_TO_READ,
        again(findings),
    );
    text += &format!("\n## What is compared\n\n{CONDITIONS}");
    text += &format!("\n## Rounds\n\n{}", table(&rounds(findings)));
    text += &format!("\n## Output\n\n{}", table(&output(findings)));
    text
}

fn steps(findings: &Findings) -> [(String, &[Pair], &'static str); 3] {
    let [first, second] = &findings.targets;
    [
        (
            format!("`{first}`, nothing built"),
            &findings.first,
            "<= 1.05",
        ),
        (format!("`{second}` after it"), &findings.second, "< 1"),
        ("both, one line changed".into(), &findings.edits, "< 20 s"),
    ]
}

fn costs(findings: &Findings) -> Vec<Cost> {
    let pairs = steps(findings).into_iter().flat_map(|(_, pairs, _)| pairs);
    pairs
        .flat_map(|pair| [pair.ours.cost, pair.cargo])
        .collect()
}

fn summary(findings: &Findings) -> Vec<Vec<String>> {
    let mut rows = vec![row(&["", "Bazel", "cargo", "ratio", "CPU ratio", "goal"])];
    for (name, pairs, goal) in steps(findings) {
        let ours = middle(&pairs.iter().map(|pair| pair.ours.cost).collect::<Vec<_>>());
        let cargo = middle(&pairs.iter().map(|pair| pair.cargo).collect::<Vec<_>>());
        rows.push(vec![
            name,
            seconds(ours.seconds),
            seconds(cargo.seconds),
            format!("**{}**", quotient(ours.seconds, cargo.seconds)),
            quotient(ours.cpu, cargo.cpu),
            goal.into(),
        ]);
    }
    let [ours, cargo] = findings.sizes;
    let kilobytes = |bytes: u64| format!("{} kB", bytes / 1000);
    rows.push(vec![
        "size of the native library".into(),
        kilobytes(ours),
        kilobytes(cargo),
        format!("**{}**", quotient(ours as f64, cargo as f64)),
        String::new(),
        "<= 1.05".into(),
    ]);
    let ratios: Vec<f64> = speeds(findings)
        .iter()
        .map(|(_, ours, cargo)| ours / cargo)
        .collect();
    let ratio = format!("**{:.2}**", median(&ratios));
    rows.push(vec![
        "time of its SQL".into(),
        String::new(),
        String::new(),
        ratio,
        String::new(),
        "<= 1.05".into(),
    ]);
    rows
}

fn again(findings: &Findings) -> String {
    findings.again.as_ref().map_or_else(String::new, |build| {
        format!(
            "\n`./tools/bazel build //...` again: {:.1} s, {} processes run, {} actions without one (goal: < 2 s, none).\n",
            build.cost.seconds, build.metrics.processes, build.metrics.internal.saturating_sub(1)
        )
    })
}

fn rounds(findings: &Findings) -> Vec<Vec<String>> {
    let head = [
        "",
        "Bazel: s",
        "CPU s",
        "processes",
        "other programs",
        "cargo: s",
        "CPU s",
        "other programs",
    ];
    let mut rows = vec![row(&head)];
    for (name, pairs, _) in steps(findings) {
        for pair in pairs {
            let (ours, cargo) = (&pair.ours, pair.cargo);
            rows.push(vec![
                name.clone(),
                seconds(ours.cost.seconds),
                seconds(ours.cost.cpu),
                ours.metrics.processes.to_string(),
                share(ours.cost),
                seconds(cargo.seconds),
                seconds(cargo.cpu),
                share(cargo),
            ]);
        }
    }
    rows
}

/// Name, and median milliseconds of ours and of cargo's.
fn speeds(findings: &Findings) -> Vec<(&'static str, f64, f64)> {
    let times = &findings.times;
    let sides = times.ours.iter().zip(&times.cargo);
    let named = STATEMENTS.iter().zip(sides);
    named
        .map(|((name, _), (ours, cargo))| (*name, median(ours), median(cargo)))
        .collect()
}

fn output(findings: &Findings) -> Vec<Vec<String>> {
    let server = format!("in PostgreSQL {}", findings.times.server);
    let mut rows = vec![row(&[
        &server,
        "Bazel's: CPU ms",
        "cargo's: CPU ms",
        "ratio",
        "runs of each",
    ])];
    for ((name, ours, cargo), runs) in speeds(findings).into_iter().zip(&findings.times.ours) {
        let ms = |time: f64| format!("{time:.1}");
        rows.push(vec![
            name.into(),
            ms(ours),
            ms(cargo),
            quotient(ours, cargo),
            runs.len().to_string(),
        ]);
    }
    rows
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| cell.to_string()).collect()
}

fn seconds(value: f64) -> String {
    format!("{value:.1}")
}

fn share(cost: Cost) -> String {
    format!("{:.0} %", cost.foreign * 100.0)
}

#[cfg(test)]
#[path = "ratio_page_test.rs"]
mod tests;
