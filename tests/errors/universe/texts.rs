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

pub const SYSTEM_LIBRARY: &str = r#"
@crates: the crate openssl-sys 0.9.1 looks for OpenSSL on the system, and a build has nothing of the system's.
It is there for hello -> openssl-sys.
To mend it: use rustls in its place; reqwest, sqlx and others have a feature for it, beside `default-features = false`; or turn on its feature `vendored`. Or give it one from Debian packages, by `pgrx.libraries` and `pgrx.annotation(crate = "openssl-sys", libraries = ...)`: docs/libraries.md of rules_pgrx.
"#;

pub const UNKNOWN_PROGRAM: &str = r#"
pgrx.annotation(crate = "pgrx"): `programs` has "ninja", and rules_pgrx has no such program.
To mend it: take some of "busybox", "cmake", "make", "nasm", "perl", "pkgconf", "protoc". Another one that a target of yours makes goes into `build_script_tools`.
"#;

pub const BAZEL_LINK: &str = r#"
@crates: [workspace] of Cargo.toml takes bazel-linked for a package, and it is a link that Bazel puts there.
To mend it: write `exclude = ["bazel-bin", "bazel-out", "bazel-testlogs", "bazel-consumer"]` below [workspace].
"#;

/// The beginning; the rest is cargo's own affair.
pub const NO_TOML: &str = "
@crates: cargo can't read the workspace of Cargo.toml:
  error: ";

pub const GIT: &str = "
@crates: the crate nowhere comes from git, and Cargo.lock doesn't say which commit is meant: https://git.example.org/nowhere?branch=main
To mend it: run `cargo update --workspace` beside it, and commit the lock.
";

pub const GIT_FETCH: &str = r#"
@crates: the crate nowhere comes from git, https://git.example.org/nowhere at 0123456789012345678901234567890123456789, and no archive of that commit could be fetched:
  file:///nowhere/0123456789012345678901234567890123456789.tar.gz
To mend it: `pgrx.git(remote = "https://git.example.org/nowhere", ...)` in MODULE.bazel takes other `urls`, or the `path` of a copy of your own. For a private repository, ~/.netrc has the password.
"#;

pub const GIT_PACKAGE: &str = r#"
@crates: the crate nowhere comes from git, and there is no package of that name in https://git.example.org/nowhere at 0123456789012345678901234567890123456789.
To mend it: where it lies in a submodule, which archives lack, name a whole copy: pgrx.git(remote = "https://git.example.org/nowhere", path = "//:<folder>/Cargo.toml").
"#;

/// The beginning; then comes a folder of Bazel's.
pub const GIT_PATCHES: &str = "
pgrx.annotation has patches for the crate nowhere-0.1.0, whose files are not a registry's: they would be written into where it comes from, /";

pub const NO_SUCH_REMOTE: &str = r#"
pgrx.git names https://git.example.org/nowhere, and no Cargo.lock of module hello has a crate from there.
To mend it: write `remote` as in `source = "git+<remote>?..."` of Cargo.lock, or remove it.
"#;

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

/// A workspace with whatever lies in its folder.
pub const LINKED_WORKSPACE: &str = "[workspace]
members = [\"bazel-*\"]

[package]";

/// A crate of the name, with a build script.
pub const SYS: &str = "[package]
name = \"openssl-sys\"
version = \"0.9.1\"
links = \"openssl\"
";

/// It, in the lock.
pub const LOCKED_SYS: &str = "[[package]]
name = \"openssl-sys\"
version = \"0.9.1\"

";

/// What a user says who has looked after it.
pub const ANNOTATED: &str = "
pgrx.annotation(
    build_script = False,
    crate = \"openssl-sys\",
)
use_repo(";

/// What asks for a program that isn't there.
pub const PROGRAM: &str = "
pgrx.annotation(
    crate = \"pgrx\",
    programs = [\"ninja\"],
)
use_repo(";
