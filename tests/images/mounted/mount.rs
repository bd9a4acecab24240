//! An unpacked image where an engine would mount it, and as it would: for reading only.

use crate::image::Image;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// `<somewhere>/extensions/<name>`; writable again, and gone, with the value.
pub struct Mount {
    image: Image,
    name: String,
}

impl Mount {
    /// The files of `image`, which nobody may change from now on.
    pub fn of(image: Image, name: String) -> Mount {
        let mount = Mount { image, name };
        let path = mount.path();
        fs::create_dir(path.parent().unwrap()).unwrap();
        fs::rename(mount.image.root(), &path).unwrap();
        // The server may be started as another user than the test.
        for folder in [path.parent().unwrap(), &mount.image.beside("")] {
            fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
        }
        change(&path, &|mode| mode & !0o222);
        mount
    }

    /// Its path.
    pub fn path(&self) -> PathBuf {
        self.image.beside("extensions").join(&self.name)
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        change(&self.path(), &|mode| mode | 0o200);
    }
}

/// Changes the mode of all below a path, and of itself last.
fn change(path: &Path, mode: &dyn Fn(u32) -> u32) {
    let metadata = fs::symlink_metadata(path).unwrap();
    if metadata.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            change(&entry.unwrap().path(), mode);
        }
    }
    let mode = Permissions::from_mode(mode(metadata.permissions().mode()));
    fs::set_permissions(path, mode).unwrap();
}
