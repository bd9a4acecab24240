use super::*;

fn found(path: &str, text: &str) -> Vec<(usize, String)> {
    let found = find(&Tree::invented(&[(path, text)])).into_iter();
    found.map(|finding| (finding.line, finding.what)).collect()
}

fn unloaded(line: usize, name: &str) -> (usize, String) {
    (line, format!("uses {name} without loading it"))
}

#[test]
fn what_is_built_into_bazel_7_is_found() {
    let text = "cc_library(\n)\nx(providers = [CcInfo])\n\n    [py_test(name = n) for n in N]\n    cc_common.compile()";
    for path in ["a.bzl", "a/BUILD.bazel", "a/repo.BUILD"] {
        let expected = [
            (1, "cc_library"),
            (3, "CcInfo"),
            (5, "py_test"),
            (6, "cc_common"),
        ];
        assert_eq!(
            found(path, text),
            expected.map(|(line, name)| unloaded(line, name)),
            "{path}"
        );
    }
    assert_eq!(found("a.rs", text), []);
}

#[test]
fn what_is_loaded_is_not() {
    let text = "load(\"@r//:d.bzl\", \"CcInfo\", \"cc_library\")\nload(\n    \"@r//:e.bzl\",\n    c = \"cc_common\",\n)\n\
                cc_library()\nx = [CcInfo, cc_common]";
    assert_eq!(found("a.bzl", text), []);
}

#[test]
fn native_is_found_whatever_is_loaded() {
    let text =
        "load(\"@r//:d.bzl\", \"cc_import\")\n    native.cc_import()\nif native.bazel_version:";
    let version = (3, "asks for native.bazel_version".to_owned());
    assert_eq!(found("a.bzl", text), [unloaded(2, "cc_import"), version]);
    assert_eq!(found("a.bzl", "native.filegroup()\nnative.toolchain()"), []);
}

#[test]
fn a_file_that_is_written_loads_for_itself() {
    let outer = "load(\"@r//:d.bzl\", \"cc_library\")\n_BUILD = \"\"\"\\\n";
    let rest = "cc_library(\n)\n\"\"\"\ncc_library()";
    assert_eq!(
        found("a.bzl", &format!("{outer}{rest}")),
        [unloaded(3, "cc_library")]
    );
    let load = "load(\"@r//:d.bzl\", \"cc_library\")\n";
    assert_eq!(found("a.bzl", &format!("{outer}{load}{rest}")), []);
}

#[test]
fn bazels_own_cpp_files_are_found_and_its_toolchain_type_is_not() {
    let load = "load(\"@bazel_tools//tools/cpp:toolchain_utils.bzl\", \"x\")";
    assert_eq!(found("a.bzl", load).len(), 1);
    let attribute = "x(default = \"@bazel_tools//tools/cpp:current_cc_toolchain\")";
    assert_eq!(found("a.bzl", attribute).len(), 1);
    let kept = "toolchains = [\"@bazel_tools//tools/cpp:toolchain_type\"]";
    assert_eq!(found("a.bzl", kept), []);
}

#[test]
fn other_names_are_not() {
    for text in [
        "# cc_library()",
        "x = \"a cc_library(\"",
        "find_cc_toolchain(cc_toolchain = cc_toolchain)",
        "def cc_test(name):",
        "y.cc_library()",
        "cc_toolchain.all_files",
        "CcInfoOther",
    ] {
        assert_eq!(found("a.bzl", text), [], "{text}");
    }
}
