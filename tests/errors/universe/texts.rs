//! What users are told, and what breaks their universes.

pub const NO_LOCK: &str = "
@crates: there is no Cargo.lock, so nothing says which versions of its crates are meant.
To mend it: cargo generate-lockfile --manifest-path Cargo.toml
";

pub const STALE_LOCK: &str = "
@crates: Cargo.lock doesn't fit its Cargo.toml, and --repo_env=RULES_PGRX_LOCKED=1 wants it to.
To mend it: run `cargo update --workspace` beside it, and commit the lock.
";

pub const MENDED_LOCK: &str = "
WARNING: @crates: Cargo.lock doesn't fit its Cargo.toml; this build uses a copy that cargo has mended.
To mend it: run `cargo update --workspace` beside it, and commit the lock.
";

pub const UNKNOWN_MAJOR: &str = r#"
pgrx_crate(name = "hello"): PostgreSQL 7 is asked for, and rules_pgrx has no such PostgreSQL.
To mend it: take one of "15", "17" in `majors`.
"#;

pub const NO_FEATURE: &str = r#"
pgrx_crate(name = "hello"): PostgreSQL 18 is asked for, and the crate has no feature pg18.
To mend it: take one of "15", "17" in `majors`, or add the feature to its Cargo.toml.
"#;

pub const INTEGER_MAJOR: &str = r#"
pgrx_crate(name = "hello"): PostgreSQL 17 is asked for, and a major is a string.
To mend it: take one of "15", "17" in `majors`.
"#;

pub const NOT_LOCKED: &str = "
@crates: Cargo.lock has no cfg-if 1.0.0, which its Cargo.toml asks for, so nothing pins the source.
To mend it: run `cargo update --workspace` beside it, and commit the lock.
";

pub const SEVERAL_EXTENSIONS: &str = r#"
@crates: its workspace has several extensions.
To mend it: name one in `pgrx.crates(extension = "<package>")`; each other extension takes a `pgrx.crates` of its own, with another `name`. There is: hello, other.
"#;

pub const NO_SUCH_EXTENSION: &str = r#"
@crates: no package `third` of its workspace depends on pgrx and has a cdylib.
To mend it: name one in `pgrx.crates(extension = "<package>")`; each other extension takes a `pgrx.crates` of its own, with another `name`. There is: hello.
"#;

pub const NO_CONTROL: &str = r#"
pgrx_crate(name = "hello"): there is no control file in the folder of this BUILD file.
To mend it: write hello.control there, as `cargo pgrx new` does.
"#;

/// The first line; what cargo says of it is cargo's own affair.
pub const GIT: &str = "
@crates: the crate nowhere comes from git, which can't be built yet: https://git.example.org/nowhere?rev=0123456789012345678901234567890123456789
";

pub const GIT_MENDED: &str = "
To mend it: depend on a version of nowhere that a registry has, or put its source beside the workspace and \
depend on it by `path`.
";

pub const TOO_OLD: &str = "
@crates: the workspace uses pgrx 0.15.0. rules_pgrx builds extensions of pgrx from 0.16 on, because \
the bindings generator of older ones takes PostgreSQL's headers from a pg_config that runs on this machine.
To mend it: cargo pgrx upgrade, or set pgrx, pgrx-tests and cargo-pgrx to 0.16 or later.
";

pub const OTHER_LIBRARY: &str = "
Error in fail: hello.control: module_pathname is `heart`, but the library is installed as `$libdir/hello.so`, as \
cargo-pgrx does it, so no function would be found. Write `module_pathname = 'hello'`, or give the file the extension's name
";

pub const CARGO: &str = "
@crates: cargo can't read the workspace of Cargo.toml:
  error: failed to get `pgrx` as a dependency of package `hello v0.1.0 ({folder})`

  Caused by:
    failed to load source for dependency `pgrx`

  Caused by:
    unable to update {folder}/gone

  Caused by:
    failed to read `{folder}/gone/Cargo.toml`

  Caused by:
    No such file or directory (os error 2)
To mend it: mend what cargo names; `cargo metadata` in that folder says the same.
";

/// A universe beside `crates`.
pub const NEIGHBOUR: &str = r#"
pgrx.crates(
    name = "broken",
    cargo_lockfile = "//broken:Cargo.lock",
    manifests = ["//broken:Cargo.toml"],
)
use_repo(pgrx, "broken")
"#;

pub const NEIGHBOUR_BUILD: &str = r#"
load("@broken//:pgrx.bzl", "pgrx_crate")

pgrx_crate(name = "broken")
"#;

/// A lock that two people have changed.
pub const CONFLICT: &str = r#"version = 4

<<<<<<< ours
[[package]]
name = "broken"
=======
[[package]]
>>>>>>> theirs
"#;

/// A workspace with a second extension.
pub const WORKSPACE: &str = "[workspace]
members = [\"other\"]

[package]";

pub const OTHER: &str = "[package]
name = \"other\"
version = \"0.1.0\"

[lib]
crate-type = [\"cdylib\"]

[dependencies]
pgrx = { path = \"../pgrx\" }
";
