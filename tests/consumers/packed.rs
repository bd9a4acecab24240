//! What a consumer's packages and layers hold.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use tar::Archive;

/// The control file of a .deb.
pub fn control(deb: &Path) -> String {
    let mut package = ar::Archive::new(open(deb));
    while let Some(member) = package.next_entry() {
        let member = member.expect("an archive");
        if member.header().identifier() == b"control.tar.gz" {
            let mut files = Archive::new(GzDecoder::new(member));
            for file in files.entries().expect("an archive") {
                let mut file = file.expect("an archive");
                if file.path().expect("UTF-8").ends_with("control") {
                    let mut text = String::new();
                    file.read_to_string(&mut text).expect("UTF-8");
                    return text;
                }
            }
        }
    }
    panic!("{} has no control file", deb.display());
}

/// The paths of the files in a layer, sorted.
pub fn listing(layer: &Path) -> Vec<String> {
    let mut files = Archive::new(GzDecoder::new(open(layer)));
    let mut paths: Vec<String> = files
        .entries()
        .expect("an archive")
        .map(|file| file.expect("an archive"))
        .filter(|file| !file.header().entry_type().is_dir())
        .map(|file| file.path().expect("UTF-8").display().to_string())
        .collect();
    paths.sort();
    paths
}

fn open(path: &Path) -> File {
    fs::File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
