//! What Bazel 8 and 9 no longer have built in is loaded.

use std::collections::BTreeSet;

use crate::lines::split;
use crate::rule::{Finding, Rule};
use crate::tree::{File, Tree};

/// The rule.
pub const RULE: Rule = Rule {
    name: "rules and providers that left Bazel are loaded",
    why: "Bazel 7 has them built in, 8 and 9 don't, and the tests here run on 7",
    mend: "load it: `load(\"@rules_cc//cc:defs.bzl\", \"cc_library\", \"cc_common\", \"CcInfo\")`, also at the top of a \
           BUILD file that a .bzl file writes; find_cc_toolchain and use_cc_toolchain are in \
           @rules_cc//cc:find_cc_toolchain.bzl; a version of Bazel is asked for by what it has, not by its number",
    exceptions: &[],
};

/// Rules, used where they are called.
const RULES: &[&str] = &[
    "cc_binary",
    "cc_import",
    "cc_library",
    "cc_proto_library",
    "cc_shared_library",
    "cc_static_library",
    "cc_test",
    "cc_toolchain",
    "cc_toolchain_alias",
    "cc_toolchain_suite",
    "fdo_prefetch_hints",
    "fdo_profile",
    "java_binary",
    "java_import",
    "java_library",
    "java_proto_library",
    "java_test",
    "memprof_profile",
    "objc_import",
    "objc_library",
    "propeller_optimize",
    "proto_lang_toolchain",
    "proto_library",
    "py_binary",
    "py_library",
    "py_runtime",
    "py_test",
    "sh_binary",
    "sh_library",
    "sh_test",
];

/// Providers and modules, used wherever they are named.
const GLOBALS: &[&str] = &[
    "CcInfo",
    "CcSharedLibraryInfo",
    "CcToolchainConfigInfo",
    "DebugPackageInfo",
    "JavaInfo",
    "ProtoInfo",
    "PyInfo",
    "PyRuntimeInfo",
    "apple_common",
    "cc_common",
    "java_common",
];

/// Bazel's own C++ files and targets, and the one that stays.
const CPP: &str = "@bazel_tools//tools/cpp:";
const CPP_TYPE: &str = "toolchain_type\"";

/// Finds uses without a load, in a file or in a BUILD file that it writes.
pub fn find(tree: &Tree) -> Vec<Finding> {
    let starlark = tree
        .texts()
        .filter(|(file, _)| matches!(file.extension(), "bzl" | "bazel" | "BUILD"));
    starlark
        .flat_map(|(file, text)| scopes(file, text).into_iter().flat_map(|scope| scope.found))
        .collect()
}

/// A file without the strings over several lines in it, or one of these.
#[derive(Default)]
struct Scope {
    loaded: BTreeSet<String>,
    in_load: bool,
    found: Vec<Finding>,
}

/// The file itself comes first.
fn scopes(file: &File, text: &str) -> Vec<Scope> {
    let mut scopes = vec![Scope::default()];
    let mut inside = false;
    for line in split(file, text) {
        for (index, part) in line.code.split("\"\"\"").enumerate() {
            if index > 0 {
                inside = !inside;
                if inside {
                    scopes.push(Scope::default());
                }
            }
            let scope = if inside { scopes.len() - 1 } else { 0 };
            scopes[scope].read(&file.path, line.number, part);
        }
    }
    scopes
}

impl Scope {
    fn read(&mut self, path: &str, number: usize, code: &str) {
        let mut find = |what: String| self.found.push(Finding::at(path, number, what));
        if code
            .split(CPP)
            .skip(1)
            .any(|rest| !rest.starts_with(CPP_TYPE))
        {
            find(format!("names a target of {CPP} that newer Bazel lacks"));
        }
        self.in_load |= code.starts_with("load(");
        if self.in_load {
            let names = code.split(|letter: char| !is_name(letter));
            self.loaded.extend(names.map(str::to_owned));
            self.in_load = !code.contains(')');
            return;
        }
        for (before, name, after) in names(code) {
            let native = before.ends_with("native.");
            if native && name == "bazel_version" {
                find(format!("asks for native.{name}"));
            }
            let own = before.ends_with("def ") || before.ends_with('.') && !native;
            let called = RULES.contains(&name) && after.starts_with('(');
            let built_in = (called || GLOBALS.contains(&name)) && !own;
            if built_in && (native || !self.loaded.contains(name)) {
                find(format!("uses {name} without loading it"));
            }
        }
    }
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// The names outside of strings, each with what stands before and after it.
fn names(code: &str) -> Vec<(&str, &str, &str)> {
    let mut found = Vec::new();
    let mut quoted = false;
    let mut start = None;
    for (place, letter) in code.char_indices().chain([(code.len(), '\n')]) {
        match (start, is_name(letter) && !quoted) {
            (None, true) => start = Some(place),
            (Some(first), false) => {
                found.push((&code[..first], &code[first..place], &code[place..]));
                start = None;
            }
            _ => {}
        }
        quoted ^= letter == '"';
    }
    found
}

#[cfg(test)]
#[path = "natives_test.rs"]
mod tests;
