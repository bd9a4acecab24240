//! The registry that Debian's Bazel gets, by a launcher that was copied into another module.

use std::fs;
use std::path::Path;

use crate::machine::Machine;
use crate::module_files::{lines, own_launcher, write};

/// The files below a folder, as bash finds them: `tools/launcher` has no others.
fn copy_launcher(to: &Path) {
    for folder in ["", "lib"] {
        for entry in fs::read_dir(own_launcher().join(folder)).expect("tools/launcher") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let name = path.file_name().expect("a name").to_str().expect("UTF-8");
                let text = fs::read_to_string(&path).expect("a script");
                write(&to.join(folder), name, &text);
            }
        }
    }
}

#[test]
fn a_copied_launcher_serves_the_modules_of_debian_and_stubs() {
    let machine = Machine::debian();
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("user/tools/launcher");
    copy_launcher(&copy);
    for (name, text) in [
        ("user/MODULE.bazel", r#"bazel_dep(name = "rules_x", version = "1.2")"#),
        ("root/usr/share/bazel/embedded_tools/MODULE.bazel", "bazel_dep(name = 'zlib', version = '3')"),
        (
            "root/usr/share/bazel/rules/x/MODULE.bazel",
            "module(\n    name = \"rules_x\",\n    version = \"7\",\n)\nbazel_dep(name = 'absent', version = '4')\n",
        ),
        ("root/usr/share/bazel/tools/y/MODULE.bazel", "module(name = \"y\", version = \"5\")"),
    ] {
        write(folder.path(), name, text);
    }
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (root, registry, user) = (path("root"), path("registry"), path("user/MODULE.bazel"));
    let words = [
        "REGISTRY=/registry",
        "write_registry",
        &root,
        &registry,
        &user,
    ];
    lines(&machine, &copy, folder.path(), &words);
    let read = |name: &str| {
        fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    assert!(read("registry/modules/rules_x/1.2/MODULE.bazel").contains("version = \"1.2\""));
    assert_eq!(
        read("registry/modules/rules_x/1.2/source.json"),
        "{\"type\": \"local_path\", \"path\": \"/usr/share/bazel/rules/x\"}\n"
    );
    assert_eq!(
        read("registry/modules/zlib/3/source.json"),
        "{\"type\": \"local_path\", \"path\": \"/registry/stubs/zlib\"}\n"
    );
    for file in ["BUILD.bazel", "REPO.bazel"] {
        read(&format!("registry/stubs/zlib/{file}"));
    }
    assert!(!Path::new(&path("registry/modules/absent/4/source.json")).exists());
}
