//! `module_pathname`: which library, and in which folder.

/// The library that functions of an extension are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Module<'a> {
    /// Where it is.
    pub folder: Folder<'a>,
    /// Its file's name without `.so`.
    pub name: &'a str,
}

/// Where a server looks for a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder<'a> {
    /// `x`: in each folder of `dynamic_library_path`.
    Searched,
    /// `$libdir/x`: in the server's folder; from 18 on as [`Folder::Searched`].
    Libdir,
    /// Nowhere but in this folder.
    Fixed(&'a str),
}

impl<'a> Module<'a> {
    /// Takes a path apart.
    #[must_use]
    pub fn new(path: &'a str) -> Self {
        let (folder, file) = match path.rsplit_once('/') {
            None => (Folder::Searched, path),
            Some(("$libdir", file)) => (Folder::Libdir, file),
            Some((folder, file)) => (Folder::Fixed(folder), file),
        };
        Module {
            folder,
            name: file.strip_suffix(".so").unwrap_or(file),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Folder, Module};

    #[test]
    fn a_path_is_a_folder_and_a_name() {
        for (path, folder, name) in [
            ("x", Folder::Searched, "x"),
            ("x-1.2", Folder::Searched, "x-1.2"),
            ("$libdir/x", Folder::Libdir, "x"),
            ("$libdir/x.so", Folder::Libdir, "x"),
            ("$libdir/sub/x", Folder::Fixed("$libdir/sub"), "x"),
            ("/opt/x.so", Folder::Fixed("/opt"), "x"),
        ] {
            assert_eq!(Module::new(path), Module { folder, name }, "{path}");
        }
    }
}
