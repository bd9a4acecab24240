//! Writes all outputs or none.

use files::FileError;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes each `(file, text)`, replacing what is there.
///
/// All texts are first written beside their files and then renamed, so that no
/// output is ever half-written.
///
/// # Errors
/// One cannot be written; the temporary files are gone then.
pub fn write_all(files: &[(&Path, &str)]) -> Result<(), FileError> {
    let written = files.iter().try_for_each(|(file, text)| {
        fs::write(temporary(file), text).map_err(FileError::writing(file))
    });
    let renamed = written.and_then(|()| {
        files.iter().try_for_each(|(file, _)| {
            fs::rename(temporary(file), file).map_err(FileError::writing(file))
        })
    });
    if renamed.is_err() {
        for (file, _) in files {
            // A file that was never written cannot be removed; the first error counts.
            let _ = fs::remove_file(temporary(file));
        }
    }
    renamed
}

/// The name under which a file is written before it is complete: in the same
/// folder, since a rename is atomic only within one file system.
fn temporary(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.partial"))
}
