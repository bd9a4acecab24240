//! oras's calls, and its failures in words.

use crate::content::Attachment;
use crate::error::{Error, Result};
use crate::repository::Repository;
use std::os::fd::AsFd;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// How often a call whose connection breaks is made. What a registry answers is final: oras
/// itself asks again where that is of use.
const ATTEMPTS: u32 = 3;
/// Wait before the second attempt; doubles.
const PAUSE: Duration = Duration::from_millis(500);
/// What oras says where a registry answers, with the registry's words or without, and where it
/// asks for credentials and oras has none.
const ANSWERS: [&str; 3] = [
    "Error response from registry",
    "response status code",
    NOBODY,
];
const NOBODY: &str = "credential not found";
/// Of these, what better credentials mend: also the codes UNAUTHORIZED and DENIED of the
/// distribution specification, and their HTTP status.
const CREDENTIALS: [&str; 5] = [NOBODY, "unauthorized", "denied", " 401", " 403"];

/// oras, a layout and a repository.
pub struct Client<'a> {
    /// oras.
    pub program: &'a Path,
    /// What is pushed.
    pub layout: &'a Path,
    /// Where to.
    pub repository: &'a Repository,
    /// Whether the registry is spoken to in plain HTTP.
    pub plain_http: bool,
    /// A folder in place of docker's own, where that cannot be used.
    pub config: Option<&'a Path>,
}

impl Client<'_> {
    /// Pushes a manifest or index of the layout, and all that it names, by digest.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Unauthorized`], [`Error::Unreachable`].
    pub fn push(&self, digest: &str) -> Result<()> {
        let mut failure = String::new();
        let mut pause = PAUSE;
        for attempt in 1..=ATTEMPTS {
            match self.run(&self.copy(digest))? {
                Ok(_) => return Ok(()),
                Err(text) => failure = text,
            }
            if ANSWERS.iter().any(|words| failure.contains(words)) {
                return Err(self.refused(digest, failure));
            }
            if attempt < ATTEMPTS {
                eprintln!("{failure}; trying again in {pause:.1?}");
                std::thread::sleep(pause);
                pause *= 2;
            }
        }
        Err(Error::Unreachable {
            what: format!("{}@{digest}", self.repository),
            reason: failure,
            attempts: ATTEMPTS,
        })
    }

    /// Pushes what is attached to an image that is there.
    ///
    /// # Errors
    /// [`Error::Attachment`], and those of [`Client::push`].
    pub fn attach(&self, attachment: &Attachment) -> Result<()> {
        self.push(&attachment.digest).map_err(|error| match error {
            Error::Refused { reason, .. } => Error::Attachment {
                registry: self.repository.registry.clone(),
                attachment: attachment.to_string(),
                reason,
            },
            other => other,
        })
    }

    /// Writes those tags that don't name it yet.
    ///
    /// # Errors
    /// [`Error::Untagged`].
    pub fn tag(&self, digest: &str, tags: &[String]) -> Result<()> {
        let plain = format!("--plain-http={}", self.plain_http);
        for tag in tags {
            let target = format!("{}:{tag}", self.repository);
            let found = self.run(&["resolve".into(), plain.clone(), target])?;
            if found.is_ok_and(|found| found.trim() == digest) {
                continue;
            }
            let source = format!("{}@{digest}", self.repository);
            let tagged = self.run(&["tag".into(), plain.clone(), source, tag.clone()])?;
            tagged.map_err(|reason| Error::Untagged {
                repository: self.repository.to_string(),
                tag: tag.clone(),
                reason,
            })?;
        }
        Ok(())
    }

    fn copy(&self, digest: &str) -> Vec<String> {
        vec![
            "cp".into(),
            "--from-oci-layout".into(),
            format!("--to-plain-http={}", self.plain_http),
            format!("{}@{digest}", self.layout.display()),
            self.repository.to_string(),
        ]
    }

    /// What a call printed, or its error. Of a `cp` that is progress, which the user sees.
    fn run(&self, arguments: &[String]) -> Result<std::result::Result<String, String>> {
        let mut command = Command::new(self.program);
        command.args(arguments).stderr(Stdio::piped());
        if let Some(folder) = self.config {
            command.env("DOCKER_CONFIG", folder);
        }
        let cannot = |source| Error::File {
            file: self.program.into(),
            source,
        };
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        if arguments[0] == "cp" {
            let ours = std::io::stderr().as_fd().try_clone_to_owned();
            command.stdout(ours.map_err(cannot)?);
        }
        let output = command.output().map_err(cannot)?;
        let text = |bytes| String::from_utf8_lossy(bytes).trim().to_owned();
        Ok(match output.status.success() {
            true => Ok(text(&output.stdout)),
            false => Err(text(&output.stderr).replace('\n', "; ")),
        })
    }

    fn refused(&self, digest: &str, reason: String) -> Error {
        if CREDENTIALS.iter().any(|words| reason.contains(words)) {
            return Error::Unauthorized {
                registry: self.repository.registry.clone(),
                config: crate::credentials::config_file(),
                reason,
            };
        }
        Error::Refused {
            what: format!("{}@{digest}", self.repository),
            reason,
        }
    }
}
