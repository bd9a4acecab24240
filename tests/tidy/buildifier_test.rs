//! All Starlark of the tree is as buildifier has it, and without a warning.
//!
//! No package brings it here: npm has it as `@bazel/buildifier`, Go in buildtools. With 8.2.1,
//!
//! ```text
//! ./tools/bazel test --//tests/tidy:buildifier=<path> //tests/tidy:buildifier_test
//! ```

use tidy::buildifier::buildifier;

#[test]
fn all_starlark_is_formatted_and_without_a_warning() {
    let file = std::env::var("BUILDIFIER_FILE").expect("BUILDIFIER_FILE: see BUILD.bazel");
    let program = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    if let Err(message) = buildifier(&program) {
        panic!("\n{message}");
    }
}
