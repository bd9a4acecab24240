//! docker-registry on a free port.

use crate::tools::{file, program, stdout};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A running registry; it ends, and its data go, with the value.
pub struct Server {
    process: Child,
    /// `127.0.0.1:port`.
    pub address: String,
    /// Its data.
    pub folder: TempDir,
}

impl Server {
    /// A registry that everybody may write to.
    pub fn start() -> Self {
        Self::with("", &|_| {})
    }

    /// A registry with further lines of configuration, prepared in its folder.
    pub fn with(configuration: &str, prepare: &dyn Fn(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        prepare(folder.path());
        let configuration = configuration.replace("{folder}", folder.path().to_str().unwrap());
        write(folder.path(), "127.0.0.1:0", &configuration);
        let (process, address) = launch(&mut Command::new(file("REGISTRY")), folder.path());
        Self {
            process,
            address,
            folder,
        }
    }

    /// A registry that may not write files of more than 512 times `blocks` bytes.
    pub fn with_little_room(blocks: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "127.0.0.1:0", "");
        let mut limited = Command::new("/bin/sh");
        limited
            .arg("-c")
            .arg(format!("ulimit -f {blocks}; exec \"$@\""));
        limited.arg("sh").arg(file("REGISTRY"));
        let (process, address) = launch(&mut limited, folder.path());
        Self {
            process,
            address,
            folder,
        }
    }

    /// Ends it, as a crash would.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again with its data, at its address.
    pub fn restart(&mut self) {
        write(self.folder.path(), &self.address, "");
        let mut command = Command::new(file("REGISTRY"));
        (self.process, self.address) = launch(&mut command, self.folder.path());
    }

    /// A repository of it.
    pub fn repository(&self, name: &str) -> String {
        format!("{}/{name}", self.address)
    }

    /// The tags of a repository; none where there is no such repository.
    pub fn tags(&self, name: &str) -> Vec<String> {
        let mut crane = program("CRANE");
        let output = crane.args(["ls", &self.repository(name)]).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() || errors.contains("NAME_UNKNOWN"),
            "{errors}"
        );
        let text = String::from_utf8(output.stdout).unwrap();
        text.split_whitespace().map(str::to_owned).collect()
    }

    /// Those of the tags that people gave: none that stands in for a list of referrers.
    pub fn given_tags(&self, name: &str) -> Vec<String> {
        let mut tags = self.tags(name);
        tags.retain(|tag| !tag.starts_with("sha256-"));
        tags
    }

    /// The digest behind a tag, as crane finds it.
    pub fn digest(&self, name: &str, tag: &str) -> String {
        let image = format!("{}:{tag}", self.repository(name));
        stdout(program("CRANE").args(["digest", &image]))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn write(folder: &Path, address: &str, more: &str) {
    let (config, data) = (folder.join("config.yml"), folder.join("data"));
    let text = format!(
        "version: 0.1\nstorage: {{filesystem: {{rootdirectory: {}}}}}\n\
         http:\n  addr: {address}\n{more}\n",
        data.display()
    );
    fs::write(config, text).unwrap();
}

/// Starts it and waits until its log says where it listens.
fn launch(command: &mut Command, folder: &Path) -> (Child, String) {
    command.arg("serve").arg(folder.join("config.yml"));
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
    let mut log = String::new();
    for line in lines.by_ref() {
        let line = line.unwrap();
        if let Some((_, rest)) = line.split_once("listening on ") {
            let end = rest.find([',', '"', ' ']).unwrap_or(rest.len());
            let address = rest[..end].to_owned();
            // Its log must be read, or it stops once the pipe is full.
            std::thread::spawn(move || lines.for_each(drop));
            return (process, address);
        }
        log += &(line + "\n");
    }
    let _ = process.wait();
    panic!("docker-registry did not start:\n{log}");
}
