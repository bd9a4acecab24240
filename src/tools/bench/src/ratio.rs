//! Bazel against plain cargo: the same crates, toolchain and profile, in turn.
//!
//! ```text
//! per round   nothing built, all fetched and analysed -> first target -> second target
//! then        sizes and speed of the native libraries
//! per round   one line changed -> both targets
//! then        bazel build //... -> once more
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use crate::bazel::{Bazel, Build};
use crate::cargo::Cargo;
use crate::cost::Cost;
use crate::edit::Edit;
use crate::error::{io, Error, Result};
pub use crate::findings::{Findings, Pair, Plan};
use crate::package::{self, Crate};
use crate::rows::{path_of, Rows, Target};
use crate::scratch::{copy_workspace, workspace, Scratch};
use crate::speed::{self, Contest, Times};
use crate::tools::Tools;

/// One run's equipment, made in a scratch folder.
struct Bench<'a> {
    bazel: Bazel,
    cargo: Cargo,
    edit: Edit,
    extension: String,
    first: &'a Target,
    second: &'a Target,
    scratch: &'a Path,
}

/// Measures everything; `say` is told what happens.
pub fn measure(
    rows: &Rows,
    plan: &Plan,
    scratch: &Scratch,
    say: &dyn Fn(&str),
) -> Result<Findings> {
    let bench = Bench::prepare(rows, plan, scratch, say)?;
    let mut findings = Findings {
        targets: [bench.first.label.clone(), bench.second.label.clone()],
        ..Findings::default()
    };
    for round in 0..plan.rounds {
        say(&format!(
            "cold builds, round {} of {}",
            round + 1,
            plan.rounds
        ));
        let [first, second] = bench.cold(round % 2 == 1)?;
        findings.first.push(first);
        findings.second.push(second);
    }
    say("sizes and speed");
    let cargo_library = bench.cargo.library(bench.second);
    findings.sizes = [size(&bench.ours(bench.second))?, size(&cargo_library)?];
    findings.times = bench.speed(plan.repetitions)?;
    for number in 0..plan.edits {
        say(&format!(
            "one line changed, {} of {}",
            number + 1,
            plan.edits
        ));
        findings.edits.push(bench.changed(number + 1)?);
    }
    bench.edit.undo()?;
    if plan.everything {
        say("bazel build //..., twice");
        bench.bazel.build_as_user("everything", &["//..."])?;
        findings.again = Some(bench.bazel.build_as_user("again", &["//..."])?);
    }
    Ok(findings)
}

impl<'a> Bench<'a> {
    fn prepare(
        rows: &'a Rows,
        plan: &Plan,
        scratch: &'a Scratch,
        say: &dyn Fn(&str),
    ) -> Result<Bench<'a>> {
        let original = workspace()?;
        let copy = scratch.folder("workspace")?;
        copy_workspace(&original, &copy)?;
        scratch.folder("reports")?;
        let mut bazel = Bazel::new(&original, copy.clone(), scratch.path());
        if plan.rehearsal {
            bazel.rehearse();
        }
        let (first, second) = (rows.foreign()?, rows.native()?);
        say("fetching and analysing");
        bazel.analyse(&[&first.label, &second.label, &second.server])?;
        // The library's own target is named as build/extension/extension.bzl does.
        let cdylib = plan.extension.clone() + "_cdylib";
        let answer = bazel.run("query", &["--output=streamed_jsonproto", &cdylib])?;
        let of = Crate::parse(&answer)?;
        let sources = copy.join(path_of(&plan.extension));
        let sources = sources.parent().expect("a target in a folder");
        package::write(
            &scratch.folder("package")?,
            &copy,
            sources,
            &of,
            &second.major,
        )?;
        let execution = rows.this_machine()?;
        let tools = Tools::create(
            scratch.folder("tools")?,
            &bazel,
            execution,
            &[first, second],
        )?;
        let mut cargo = Cargo::new(scratch.path(), tools, execution, &of.name)?;
        cargo.fetch(&copy.join("thirdparty/Cargo.lock"), &[first, second])?;
        if plan.rehearsal {
            cargo.rehearse();
        }
        Ok(Bench {
            edit: Edit::find(sources)?,
            extension: of.name,
            scratch: scratch.path(),
            bazel,
            cargo,
            first,
            second,
        })
    }

    /// Both targets from nothing, by both; who begins changes from round to round.
    fn cold(&self, cargo_begins: bool) -> Result<[Pair; 2]> {
        let targets = [self.first, self.second];
        let cargo = || -> Result<[Cost; 2]> {
            self.cargo.clean()?;
            Ok([
                self.cargo.build(&self.bazel, targets[0])?,
                self.cargo.build(&self.bazel, targets[1])?,
            ])
        };
        let ours = || -> Result<[Build; 2]> {
            self.bazel.clean()?;
            self.bazel
                .analyse(&[&targets[0].label, &targets[1].label, &targets[1].server])?;
            let first = self.bazel.build("first", &[&targets[0].label])?;
            let second = self
                .bazel
                .build("second", &[&targets[1].label, &targets[1].server])?;
            Ok([first, second])
        };
        let (ours, cargo) = if cargo_begins {
            let cargo = cargo()?;
            (ours()?, cargo)
        } else {
            (ours()?, cargo()?)
        };
        let mut pairs = ours
            .into_iter()
            .zip(cargo)
            .map(|(ours, cargo)| Pair { ours, cargo });
        Ok([pairs.next().expect("two"), pairs.next().expect("two")])
    }

    /// Both targets after one changed line.
    fn changed(&self, number: u16) -> Result<Pair> {
        let libraries = |bench: &Bench| -> Vec<PathBuf> {
            let targets = [bench.first, bench.second];
            let ours = targets.iter().map(|target| bench.ours(target));
            ours.chain(targets.iter().map(|target| bench.cargo.library(target)))
                .collect()
        };
        let read = |path: &PathBuf| fs::read(path).map_err(io("read", path));
        let before = libraries(self)
            .iter()
            .map(read)
            .collect::<Result<Vec<_>>>()?;
        self.edit.apply(number)?;
        let ours = self
            .bazel
            .build("edit", &[&self.first.label, &self.second.label])?;
        let cargo = [
            self.cargo.build(&self.bazel, self.first)?,
            self.cargo.build(&self.bazel, self.second)?,
        ];
        for (library, before) in libraries(self).iter().zip(before) {
            if read(library)? == before {
                return Err(Error::Unchanged {
                    library: library.clone(),
                });
            }
        }
        Ok(Pair {
            ours,
            cargo: cargo[0].then(cargo[1]),
        })
    }

    fn ours(&self, target: &Target) -> PathBuf {
        self.bazel.output(&target.library(&self.extension))
    }

    fn speed(&self, repetitions: usize) -> Result<Times> {
        let contest = Contest {
            extension: self.extension.clone(),
            spec: speed::spec(&self.bazel, self.second)?,
            share: self.bazel.output(&self.second.share()),
            ours: self.ours(self.second),
            cargo: self.cargo.library(self.second),
        };
        speed::compare(&contest, self.scratch, repetitions)
    }
}

fn size(path: &Path) -> Result<u64> {
    Ok(fs::metadata(path).map_err(io("look at", path))?.len())
}
