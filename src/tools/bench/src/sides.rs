//! Both sides of the comparison: Bazel and cargo on the same sources, step by step.

use std::fs;
use std::path::{Path, PathBuf};

use crate::bazel::{Bazel, Build};
use crate::cargo::Cargo;
use crate::cost::Cost;
use crate::edit::Edit;
use crate::error::{io, Error, Result};
use crate::findings::Pair;
use crate::package::{self, Crate};
use crate::ratio::Plan;
use crate::rows::{path_of, Rows, Target};
use crate::scratch::{copy_workspace, workspace, Scratch};
use crate::speed::{self, Contest, Times};
use crate::tools::Tools;

/// What a run works with, made in a scratch folder.
#[derive(Debug)]
pub struct Sides<'a> {
    bazel: Bazel,
    cargo: Cargo,
    edit: Edit,
    extension: String,
    first: &'a Target,
    second: &'a Target,
    scratch: &'a Path,
}

impl<'a> Sides<'a> {
    /// Copies the workspace, fetches everything for both, and analyses.
    pub fn prepare(rows: &'a Rows, plan: &Plan, scratch: &'a Scratch) -> Result<Sides<'a>> {
        let original = workspace()?;
        let copy = scratch.folder("workspace")?;
        copy_workspace(&original, &copy)?;
        scratch.folder("reports")?;
        let mut bazel = Bazel::new(&original, copy.clone(), scratch.path());
        if plan.rehearsal {
            bazel.rehearse();
        }
        let (first, second) = (rows.foreign()?, rows.native()?);
        bazel.analyse(&[&first.label, &second.label, &second.server])?;
        let sources = copy.join(path_of(&plan.extension));
        let sources = sources.parent().expect("a target in a folder");
        let of = describe(&bazel, &plan.extension)?;
        package::write(
            &scratch.folder("package")?,
            &copy,
            sources,
            &of,
            &second.major,
        )?;
        let execution = rows.this_machine()?;
        let targets = [first, second];
        let tools = Tools::create(scratch.folder("tools")?, &bazel, execution, &targets)?;
        let mut cargo = Cargo::new(scratch.path(), tools, execution, &of.name)?;
        if plan.rehearsal {
            cargo.rehearse();
        }
        cargo.fetch(&copy.join("thirdparty/Cargo.lock"), &targets)?;
        Ok(Sides {
            edit: Edit::find(sources)?,
            extension: of.name,
            scratch: scratch.path(),
            bazel,
            cargo,
            first,
            second,
        })
    }

    /// Labels of the first and the second target.
    pub fn labels(&self) -> [String; 2] {
        [self.first.label.clone(), self.second.label.clone()]
    }

    /// Both targets from nothing, by both; who begins is the caller's choice.
    pub fn cold(&self, cargo_begins: bool) -> Result<[Pair; 2]> {
        let (ours, cargo) = if cargo_begins {
            let cargo = self.cold_cargo()?;
            (self.cold_bazel()?, cargo)
        } else {
            (self.cold_bazel()?, self.cold_cargo()?)
        };
        let [first, second] = ours;
        let pair = |ours, cargo| Pair { ours, cargo };
        Ok([pair(first, cargo[0]), pair(second, cargo[1])])
    }

    fn cold_cargo(&self) -> Result<[Cost; 2]> {
        self.cargo.clean()?;
        let first = self.cargo.build(&self.bazel, self.first)?;
        Ok([first, self.cargo.build(&self.bazel, self.second)?])
    }

    fn cold_bazel(&self) -> Result<[Build; 2]> {
        let (first, second) = (self.first, self.second);
        self.bazel.clean()?;
        self.bazel
            .analyse(&[&first.label, &second.label, &second.server])?;
        let built = self.bazel.build("first", &[&first.label])?;
        let then = self
            .bazel
            .build("second", &[&second.label, &second.server])?;
        Ok([built, then])
    }

    /// Both targets after one changed line.
    pub fn changed(&self, number: u16) -> Result<Pair> {
        let libraries = |sides: &Sides| -> Vec<PathBuf> {
            let targets = [sides.first, sides.second];
            let ours = targets.iter().map(|target| sides.ours(target));
            ours.chain(targets.iter().map(|target| sides.cargo.library(target)))
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

    /// The second of two builds of `//...`, with the user's caches.
    pub fn again(&self) -> Result<Build> {
        self.edit.undo()?;
        self.bazel.build_as_user("everything", &["//..."])?;
        self.bazel.build_as_user("again", &["//..."])
    }

    /// Bytes of the native library: ours, cargo's.
    pub fn sizes(&self) -> Result<[u64; 2]> {
        let size = |path: PathBuf| -> Result<u64> {
            let file = fs::metadata(&path).map_err(io("look at", &path))?;
            Ok(file.len())
        };
        Ok([
            size(self.ours(self.second))?,
            size(self.cargo.library(self.second))?,
        ])
    }

    fn ours(&self, target: &Target) -> PathBuf {
        self.bazel.output(&target.library(&self.extension))
    }

    /// CPU time of SQL with the native library, ours and cargo's.
    pub fn speed(&self, repetitions: usize) -> Result<Times> {
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

/// The crate of a `pgrx_extension`.
fn describe(bazel: &Bazel, extension: &str) -> Result<Crate> {
    // The library's own target is named as build/extension/extension.bzl does.
    let cdylib = format!("{extension}_cdylib");
    Crate::parse(&bazel.run("query", &["--output=streamed_jsonproto", &cdylib])?)
}
