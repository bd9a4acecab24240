//! Signatures, made by cosign after all else is there and before a tag says so.
//!
//! cosign is the user's own, like its key, its password (`COSIGN_PASSWORD`, or what it asks
//! for) and its view of transparency logs: nothing of that is decided here.

use crate::error::{Error, Result};
use crate::program::{in_path, is_program};
use crate::repository::Repository;
use std::env::var_os;
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The program's name, where nothing else is said.
const COSIGN: &str = "cosign";

/// What is to be signed with, as the user says it.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// A key that cosign understands: a file, or a reference such as `awskms://...`.
    pub key: String,
    /// cosign's path or name; [`COSIGN`] of `PATH` by default.
    pub program: Option<PathBuf>,
    /// Further flags of `cosign sign`.
    pub flags: Vec<String>,
    /// Whether the registry is spoken to in plain HTTP.
    pub plain_http: bool,
}

/// cosign and its arguments, up to the images.
#[derive(Debug)]
pub struct Signer {
    program: PathBuf,
    arguments: Vec<String>,
}

impl Signer {
    /// Finds program and key, so that a push that cannot be signed does not begin.
    ///
    /// # Errors
    /// [`Error::NoSigner`] and [`Error::NoKey`].
    pub fn find(wish: &Wish) -> Result<Self> {
        let program = find_program(wish.program.as_deref())?;
        let mut arguments = vec!["sign".to_owned(), "--key".to_owned(), key(&wish.key)?];
        if wish.plain_http {
            arguments.push("--allow-http-registry".to_owned());
        }
        arguments.extend(wish.flags.iter().cloned());
        Ok(Self { program, arguments })
    }

    /// Signs by digest: what tags will name, each platform's image, and what is attached.
    /// `config` is a folder in place of docker's own.
    ///
    /// # Errors
    /// [`Error::Unsigned`].
    pub fn sign(
        &self,
        repository: &Repository,
        digests: &[&str],
        config: Option<&Path>,
    ) -> Result<()> {
        let images = digests
            .iter()
            .map(|digest| format!("{repository}@{digest}"));
        let unsigned = |reason: String| Error::Unsigned {
            program: self.program.clone(),
            repository: repository.to_string(),
            reason,
        };
        // Our stdout has one line, what was pushed.
        let stderr = std::io::stderr().as_fd().try_clone_to_owned();
        let status = Command::new(&self.program)
            .args(&self.arguments)
            .args(images)
            .envs(config.map(|folder| ("DOCKER_CONFIG", folder)))
            .stdout(stderr.map_or_else(|_| Stdio::null(), Stdio::from))
            .status()
            .map_err(|error| unsigned(format!("cannot be run ({error})")))?;
        if !status.success() {
            return Err(unsigned(format!(
                "ended with {status}, for the reason that it printed above"
            )));
        }
        Ok(())
    }
}

fn key(wish: &str) -> Result<String> {
    if wish.contains("://") || wish.starts_with("pkcs11:") {
        return Ok(wish.to_owned());
    }
    let file = from_user(Path::new(wish));
    if !file.is_file() {
        return Err(Error::NoKey { file });
    }
    Ok(file.to_string_lossy().into_owned())
}

/// The program that is wished for: a path, or a name to be looked up.
fn find_program(wish: Option<&Path>) -> Result<PathBuf> {
    let wish = wish.unwrap_or(Path::new(COSIGN));
    let lookup = wish.components().count() == 1;
    let found = if lookup {
        in_path(wish)
    } else {
        Some(from_user(wish)).filter(|file| is_program(file))
    };
    found.ok_or_else(|| Error::NoSigner {
        wish: wish.into(),
        place: if lookup { " in PATH" } else { "" },
    })
}

/// A path as the user means it, who is elsewhere than a program that `bazel run` starts.
fn from_user(path: &Path) -> PathBuf {
    let folder = var_os("BUILD_WORKING_DIRECTORY").unwrap_or_default();
    PathBuf::from(folder).join(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<T: std::fmt::Debug>(result: Result<T>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn a_key_is_a_file_or_a_reference() {
        for reference in ["awskms:///alias/x", "env://KEY", "pkcs11:token=x"] {
            assert_eq!(key(reference).unwrap(), reference);
        }
        assert_eq!(
            text(key("/nowhere/cosign.key")),
            "there is no key /nowhere/cosign.key. Name a file, or a reference such as `env://NAME`, \
             by `--sign-key`; `cosign generate-key-pair` makes one. Nothing was sent"
        );
    }

    #[test]
    fn a_program_that_is_absent_is_named_with_its_place() {
        let mending = "install cosign, or say where it is by `--cosign=<path>` or in COSIGN. \
                       Nothing was sent";
        let error = text(find_program(Some(Path::new("no-such-cosign"))));
        let wanted =
            format!("cannot sign: there is no program `no-such-cosign` in PATH; {mending}");
        assert_eq!(error, wanted);
        let error = text(find_program(Some(Path::new("/nowhere/cosign"))));
        let wanted = format!("cannot sign: there is no program `/nowhere/cosign`; {mending}");
        assert_eq!(error, wanted);
    }
}
