//! Runs the machine's own apt in private folders, one per archive, suite and architecture.
//!
//! Private: neither the machine's sources nor its list of installed packages
//! count, and nothing outside the folder is written. Its proxies, certificates
//! and credentials do count, which is why apt and not a client of ours is used.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::error::{io, Error, Result};

/// What apt is told of an archive.
pub struct Source {
    /// Its base.
    pub url: String,
    /// Those to look in, one space between them.
    pub components: String,
    /// The bytes of its keyring, and what apt wants such a file to be called.
    pub keyring: (Vec<u8>, &'static str),
}

/// The files of the indices that apt has downloaded, one for each component.
pub fn index_files(root: &Path, architecture: &str) -> Result<Vec<PathBuf>> {
    let format = [
        "indextargets",
        "--format",
        "$(FILENAME)",
        "Created-By: Packages",
    ];
    let targets = run(root, architecture, &format)?;
    let targets = String::from_utf8_lossy(&targets.stdout);
    Ok(targets
        .lines()
        .map(PathBuf::from)
        .filter(|path| path.exists())
        .collect())
}

/// Makes the folder for a suite of an archive.
pub fn prepare(root: &Path, suite: &str, source: &Source) -> Result<()> {
    for folder in ["lists/partial", "archives/partial"] {
        let path = root.join(folder);
        std::fs::create_dir_all(&path).map_err(io("create", &path))?;
    }
    let (keys, name) = &source.keyring;
    let list = format!(
        "deb [signed-by={}] {} {suite} {}\n",
        root.join(name).display(),
        source.url,
        source.components
    );
    for (name, bytes) in [
        ("status", &b""[..]),
        ("sources.list", list.as_bytes()),
        (name, keys),
    ] {
        let path = root.join(name);
        std::fs::write(&path, bytes).map_err(io("write", &path))?;
    }
    Ok(())
}

/// Downloads the indices; apt verifies them.
pub fn update(root: &Path, architecture: &str) -> Result<Output> {
    run(root, architecture, &["update"])
}

fn run(root: &Path, architecture: &str, args: &[&str]) -> Result<Output> {
    let mut command = Command::new("apt-get");
    command.env("LC_ALL", "C");
    for option in options(root, architecture) {
        command.args(["-o", &option]);
    }
    command.args(args);
    command.output().map_err(|source| Error::NoApt {
        program: "apt-get".to_owned(),
        source,
    })
}

fn options(root: &Path, architecture: &str) -> Vec<String> {
    let root = root.display();
    vec![
        format!("Dir::Etc::sourcelist={root}/sources.list"),
        "Dir::Etc::sourceparts=/dev/null".to_owned(),
        format!("Dir::State={root}"),
        format!("Dir::State::lists={root}/lists"),
        format!("Dir::State::status={root}/status"),
        format!("Dir::Cache={root}"),
        format!("Dir::Cache::archives={root}/archives"),
        format!("APT::Architecture={architecture}"),
        format!("APT::Architectures={architecture}"),
        // As root apt would become a user that may not enter the private folder.
        "APT::Sandbox::User=root".to_owned(),
        // By default apt is content when the mirror cannot be reached.
        "APT::Update::Error-Mode=any".to_owned(),
        "Acquire::Languages=none".to_owned(),
        // Compressed lists would have to be unpacked by us.
        "Acquire::GzipIndexes=false".to_owned(),
        // Mirrors can lag behind the date that the suite's index is good until.
        // Its signature is checked all the same.
        "Acquire::Check-Valid-Until=false".to_owned(),
        "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false".to_owned(),
    ]
}

/// apt's errors and warnings, without its progress.
pub fn complaints(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    let text = String::from_utf8_lossy(&text);
    let kept = text
        .lines()
        .filter(|l| ["E:", "W:", "Err:"].iter().any(|p| l.starts_with(p)));
    kept.map(|line| format!("  {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}
