//! Bazel against plain cargo: the same crates, toolchain and profile, in turn.
//!
//! ```text
//! per round   nothing built, all fetched and analysed -> first target -> second target
//! then        sizes and speed of the native libraries
//! per round   one line changed -> both targets
//! then        bazel build //... -> once more
//! ```

use crate::error::Result;
use crate::findings::Findings;
use crate::rows::Rows;
use crate::scratch::Scratch;
use crate::sides::Sides;

/// How much is measured.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Label of the `pgrx_extension`.
    pub extension: String,
    /// Cold builds of each side.
    pub rounds: u16,
    /// Edits of one line.
    pub edits: u16,
    /// Runs of each SQL statement with each library.
    pub repetitions: usize,
    /// Whether `//...` is built, and built again.
    pub everything: bool,
    /// Whether times do not matter: caches are taken, and cargo does not optimise.
    pub rehearsal: bool,
}

/// Measures everything; `say` is told what happens.
pub fn measure(
    rows: &Rows,
    plan: &Plan,
    scratch: &Scratch,
    say: &dyn Fn(&str),
) -> Result<Findings> {
    say("fetching and analysing");
    let sides = Sides::prepare(rows, plan, scratch)?;
    let mut findings = Findings {
        targets: sides.labels(),
        ..Findings::default()
    };
    for round in 0..plan.rounds {
        say(&format!(
            "cold builds, round {} of {}",
            round + 1,
            plan.rounds
        ));
        let [first, second] = sides.cold(round % 2 == 1)?;
        findings.first.push(first);
        findings.second.push(second);
    }
    say("sizes and speed");
    findings.sizes = sides.sizes()?;
    findings.times = sides.speed(plan.repetitions)?;
    for number in 1..=plan.edits {
        say(&format!("one line changed, {number} of {}", plan.edits));
        findings.edits.push(sides.changed(number)?);
    }
    if plan.everything {
        say("bazel build //..., twice");
        findings.again = Some(sides.again()?);
    }
    Ok(findings)
}
