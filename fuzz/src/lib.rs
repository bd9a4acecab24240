//! What the targets share: what they begin with, and files for parsers that read files.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs, process};

/// A folder of this process.
pub static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = env::temp_dir().join(format!("fuzz-{}", process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder can be made");
    folder
});

/// Writes a file of that folder.
pub fn file(name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = FOLDER.join(name);
    fs::write(&path, bytes).expect("a temporary file can be written");
    path
}

/// Puts what a target begins with into its corpus, the folder that libFuzzer is given.
pub fn seed<T: AsRef<[u8]>>(seeds: impl IntoIterator<Item = T>) {
    let corpus = env::args().skip(1).find(|path| Path::new(path).is_dir());
    for (number, seed) in seeds.into_iter().enumerate() {
        if let Some(corpus) = &corpus {
            let path = format!("{corpus}/seed{number}");
            fs::write(path, seed).expect("the corpus can be written");
        }
    }
}
