//! What is to be written, all of it or nothing.

use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::{file, Error, Result};

/// A file to be written.
#[derive(Debug)]
struct New {
    /// Its path in the folder.
    path: String,
    text: String,
    mode: u32,
}

/// Files, and lines of files that may be there.
#[derive(Debug, Default)]
pub struct Plan {
    files: Vec<New>,
    lines: Vec<(String, String)>,
}

impl Plan {
    /// A file with this text.
    pub fn write(&mut self, path: &str, text: String) {
        let mode = 0o644;
        let path = path.to_owned();
        self.files.push(New { path, text, mode });
    }

    /// A copy of another file, with its mode.
    ///
    /// # Errors
    /// Where that cannot be read.
    pub fn copy(&mut self, from: &Path, path: &str) -> Result<()> {
        let text = fs::read_to_string(from).map_err(file("read", from))?;
        let mode = fs::metadata(from)
            .map_err(file("read", from))?
            .permissions()
            .mode();
        // As git has it.
        let mode = if mode & 0o100 != 0 { 0o755 } else { 0o644 };
        let path = path.to_owned();
        self.files.push(New { path, text, mode });
        Ok(())
    }

    /// A line that a file is to have, beside what it has.
    pub fn add_line(&mut self, path: &str, line: &str) {
        self.lines.push((path.into(), line.into()));
    }

    /// Writes it all into `folder`; `keep` leaves files that exist as they are. Returns what was written.
    ///
    /// # Errors
    /// Where files exist, of another content; and where one can't be written, after those before it
    /// have been taken away again.
    pub fn carry_out(self, folder: &Path, keep: bool) -> Result<Vec<String>> {
        let mut there = Vec::new();
        let mut todo = Vec::new();
        for new in &self.files {
            let path = folder.join(&new.path);
            match fs::read(&path) {
                Ok(bytes) if bytes == new.text.as_bytes() => {}
                Ok(_) => there.push((new.path.clone(), new.text.clone())),
                // What lies there and is no file is found when it is written.
                Err(_) => todo.push(new),
            }
        }
        if !there.is_empty() && !keep {
            return Err(Error::Exists { there });
        }
        let mut done = Done::default();
        for new in &todo {
            done.create(&folder.join(&new.path), new)?;
        }
        let mut written: Vec<_> = todo.iter().map(|new| new.path.clone()).collect();
        for (path, text) in self.amended(folder)? {
            replace(&folder.join(&path), &text)?;
            written.push(path);
        }
        done.keep();
        Ok(written)
    }

    /// Files with the lines that they lack.
    fn amended(&self, folder: &Path) -> Result<Vec<(String, String)>> {
        let mut amended: Vec<(String, String)> = Vec::new();
        for (path, line) in &self.lines {
            let now = folder.join(path);
            let at = amended.iter().position(|(name, _)| name == path);
            let mut text = match at {
                Some(at) => amended[at].1.clone(),
                None if now.exists() => fs::read_to_string(&now).map_err(file("read", &now))?,
                None => String::new(),
            };
            if text.lines().any(|other| other.trim() == line) {
                continue;
            }
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text += &format!("{line}\n");
            match at {
                Some(at) => amended[at].1 = text,
                None => amended.push((path.clone(), text)),
            }
        }
        Ok(amended)
    }
}

/// What has been created so far; taken away again unless it is all.
#[derive(Default)]
struct Done {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Done {
    fn create(&mut self, path: &Path, new: &New) -> Result<()> {
        let parent = path.parent().unwrap_or(path);
        let missing = parent.ancestors().take_while(|folder| !folder.exists());
        let missing: Vec<_> = missing.map(Path::to_owned).collect();
        for folder in missing.iter().rev() {
            fs::create_dir(folder).map_err(file("make", folder))?;
            self.folders.push(folder.clone());
        }
        let written = temporary(parent, &new.text, new.mode)?;
        let placed = written.persist_noclobber(path);
        placed.map_err(|error| file("write", path)(error.error))?;
        self.files.push(path.into());
        Ok(())
    }

    fn keep(mut self) {
        self.files.clear();
        self.folders.clear();
    }
}

impl Drop for Done {
    fn drop(&mut self) {
        for path in &self.files {
            let _best_effort = fs::remove_file(path);
        }
        for folder in self.folders.iter().rev() {
            let _best_effort = fs::remove_dir(folder);
        }
    }
}

/// A file beside those of `folder`, to be put in its place at once.
fn temporary(folder: &Path, text: &str, mode: u32) -> Result<NamedTempFile> {
    let mut written = NamedTempFile::new_in(folder).map_err(file("write into", folder))?;
    let write = written.write_all(text.as_bytes());
    write.map_err(file("write into", folder))?;
    let permissions = Permissions::from_mode(mode);
    let set = written.as_file().set_permissions(permissions);
    set.map_err(file("write into", folder))?;
    Ok(written)
}

fn replace(path: &Path, text: &str) -> Result<()> {
    let mode = fs::metadata(path).map_or(0o644, |now| now.permissions().mode());
    let written = temporary(path.parent().unwrap_or(path), text, mode)?;
    let placed = written.persist(path);
    placed.map_err(|error| file("write", path)(error.error))?;
    Ok(())
}

#[cfg(test)]
#[path = "plan_test.rs"]
mod tests;
