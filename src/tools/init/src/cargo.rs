//! What cargo says of a workspace.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::error::{file, Error, Result};

/// The majors that Debian has, as //platforms:postgres.bzl lists them.
const MAJORS: &str = env!("RULES_PGRX_MAJORS");

/// An extension to build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The package's name, which is the target's too.
    pub name: String,
    /// The PostgreSQLs that it has features for, of those that Debian has.
    pub majors: Vec<String>,
}

/// Of `cargo metadata`, format 1.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_root: PathBuf,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
    features: BTreeMap<String, Vec<String>>,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

/// The extensions of the workspace in `folder`, by the cargo at hand, which fetches nothing.
///
/// # Errors
/// Where there is none, or something that a build takes is missing.
pub fn extensions(cargo: &Path, folder: &Path) -> Result<Vec<Extension>> {
    let manifest = folder.join("Cargo.toml");
    let metadata = ask(cargo, &manifest)?;
    let folder = folder.canonicalize().map_err(file("find", folder))?;
    let root = metadata.workspace_root.canonicalize();
    let root = root.map_err(file("find", &metadata.workspace_root))?;
    if root != folder {
        return Err(Error::NotTheRoot { folder, root });
    }
    let lock = folder.join("Cargo.lock");
    if !lock.exists() {
        return Err(Error::NoLock { lock, manifest });
    }
    let found = metadata.packages.iter().filter(|p| p.is_extension());
    let found = found.map(extension).collect::<Result<Vec<_>>>()?;
    match found.is_empty() {
        true => Err(Error::NoExtension { folder }),
        false => Ok(found),
    }
}

fn ask(cargo: &Path, manifest: &Path) -> Result<Metadata> {
    let mut command = Command::new(cargo);
    command.args(["metadata", "--format-version=1", "--no-deps", "--offline"]);
    command.arg("--manifest-path").arg(manifest);
    let output = command.output().map_err(file("start", cargo))?;
    let refused = |said: String| Error::Cargo {
        manifest: manifest.into(),
        said,
    };
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(refused(said.trim_end().into()));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| refused(error.to_string()))
}

impl Package {
    /// As rules_pgrx finds extensions: build/crates/packages.bzl.
    fn is_extension(&self) -> bool {
        let mut kinds = self.targets.iter().flat_map(|target| &target.kind);
        kinds.any(|kind| kind == "cdylib") && self.dependencies.iter().any(|d| d.name == "pgrx")
    }
}

/// The majors that Debian has, of those that there is a feature for.
pub fn known_majors(has: impl Fn(&str) -> bool) -> Vec<String> {
    let known = MAJORS.split(',');
    let has = |major: &&str| has(&format!("pg{major}"));
    known.filter(has).map(str::to_owned).collect()
}

fn extension(package: &Package) -> Result<Extension> {
    let majors = known_majors(|feature| package.features.contains_key(feature));
    match majors.is_empty() {
        true => Err(Error::NoMajor {
            package: package.name.clone(),
            known: format!("pg{}", MAJORS.replace(',', ", pg")),
        }),
        false => Ok(Extension {
            name: package.name.clone(),
            majors,
        }),
    }
}
