//! What a release is to have of the tree.

/// Files, and folders with a `/` at their end.
const SHIPPED: [&str; 9] = [
    "CHANGELOG.md",
    "LICENSE",
    "MODULE.bazel",
    "README.md",
    "build/",
    "examples/hello/",
    "platforms/",
    "src/tools/",
    "thirdparty/",
];

/// What no module that depends on this one loads, though it lies there.
const LEFT_OUT: [&str; 7] = [
    "src/tools/digests/",
    "src/tools/golden/",
    "src/tools/init/",
    "src/tools/release/",
    "src/tools/rules_doc/",
    // For src/extensions/sketches.
    "thirdparty/patches/",
    "thirdparty/README.md",
];

/// Locks of programs that tests run, and no rule.
const FOR_TESTS: [&str; 3] = ["crane", "dpkg", "registry"];

/// Whether a file of the tree belongs in a release.
pub fn is_shipped(path: &str) -> bool {
    SHIPPED.iter().any(|start| path.starts_with(start))
        && !LEFT_OUT.iter().any(|start| path.starts_with(start))
        && !is_test(path)
        && (path == "README.md" || !path.ends_with("/README.md"))
}

fn is_test(path: &str) -> bool {
    let lock = path.strip_prefix("thirdparty/debian/");
    let set = lock.and_then(|file| file.split('.').next());
    path.starts_with("src/tools/") && path.contains("/tests/")
        || set.is_some_and(|set| FOR_TESTS.contains(&set))
}

#[cfg(test)]
mod tests {
    use super::is_shipped;

    #[test]
    fn what_builds_load_is_shipped_and_tests_are_not() {
        for (path, expected) in [
            ("build/defs.bzl", true),
            ("src/tools/elf_gate/gate_test.bzl", true),
            ("thirdparty/debian/llvm.lock.json", true),
            ("README.md", true),
            ("build/README.md", false),
            ("tests/tidy/src/lib.rs", false),
            ("src/tools/elf_gate/tests/gate/main.rs", false),
            // Called like a test; a program of the rules.
            ("src/tools/pg_harness/src/bin/pg_sql_test.rs", true),
            ("thirdparty/debian/crane.lock.json", false),
            ("src/extensions/sketches/Cargo.lock", false),
            ("bench/BUILD.bazel", false),
        ] {
            assert_eq!(is_shipped(path), expected, "{path}");
        }
    }
}
