use super::*;

fn put(root: &Path, file: &str, content: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// What is said of an extension whose control file requires these, in a server with `vector`.
fn said(requires: &str) -> Result<()> {
    let t = tempfile::tempdir().unwrap();
    let (tested, there) = (t.path().join("tested"), t.path().join("there"));
    let control = format!("requires = '{requires}'\n");
    put(&tested, "mine.control", &control);
    put(&tested, "mine--1.control", "requires = nobody\n");
    put(&there, "mine.control", &control);
    put(&there, "vector.control", "requires = 'deeper'\n");
    put(&there, "hstore.control", "");
    put(&there, "unused.control", "requires = 'nowhere'\n");
    check_extensions(&[tested, t.path().join("none")], &there)
}

#[test]
fn an_extension_that_nobody_brings_is_named_with_the_line_to_add() {
    assert_eq!(
        said("hstore, vectors").unwrap_err().to_string(),
        "mine.control says `requires = 'vectors'`, and this server has no extension vectors.\n\
         To mend it: name what has it in `required` of the pgrx_crate or pgrx_extension:\n  \
         required = [\":vectors\"]   a pgrx_extension of your own\n  \
         required = [\"@<name>\"]   Debian packages, of pgrx.server_packages(name = \"<name>\", ...) \
         in MODULE.bazel"
    );
}

#[test]
fn what_a_required_extension_requires_is_looked_for_too() {
    let text = said("vector").unwrap_err().to_string();
    assert!(
        text.starts_with("vector.control says `requires = 'deeper'`"),
        "{text}"
    );
}

#[test]
fn what_the_server_has_is_fine_and_so_is_a_circle() {
    said("hstore").unwrap();
    said("").unwrap();
    said("hstore, mine").unwrap();
}

#[test]
fn a_bad_list_is_an_error_that_names_the_file() {
    let text = said("a b").unwrap_err().to_string();
    assert!(text.contains("mine.control: `requires` is `a b`"), "{text}");
}

#[test]
fn a_library_that_nobody_brings_is_named_with_what_its_package_depends_on() {
    let t = tempfile::tempdir().unwrap();
    let tree = t.path().join("tree");
    put(
        &tree,
        "var/lib/dpkg/status.d/some",
        "Package: some\nDepends: libc6, libgmp10\n",
    );
    // This very program: an ELF file that needs libraries.
    let folder = tree.join("usr/lib/postgresql/17/lib");
    fs::create_dir_all(&folder).unwrap();
    let program = std::env::current_exe().unwrap();
    fs::copy(program, folder.join("some.so")).unwrap();
    put(&folder, "some.txt", "no ELF file");
    let nothing = t.path().join("nothing");
    let error = check_libraries(&folder, &[nothing], std::slice::from_ref(&tree)).unwrap_err();
    let Error::LibraryLacks { library, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(
        error.to_string(),
        format!(
            "some.so needs {library}, which is in no package of this server.\n\
             To mend it: add the package that holds it to `packages` in the yaml of the \
             pgrx.server_packages, or in that of the pgrx.libraries, and renew its lock. \
             What is there depends on:\n  some: libc6, libgmp10"
        )
    );
    let known = t.path().join("known");
    let bytes = fs::read(folder.join("some.so")).unwrap();
    for library in Image::parse(&folder, &bytes).unwrap().needed {
        put(&known, &library, "");
    }
    check_libraries(&folder, &[known], &[tree]).unwrap();
}
