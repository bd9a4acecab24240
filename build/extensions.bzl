"""PUBLIC module extensions of rules_pgrx.

    pgrx = use_extension("@rules_pgrx//build:extensions.bzl", "pgrx")

- `pgrx`: a universe of crates from a Cargo workspace, unmodified; Debian packages for servers of tests;
  PostgreSQLs from packages of any apt archive;
- `toolchains`: creates, from the rows in //platforms and the locks in
  //thirdparty/debian, one repository per toolchain, sysroot, PostgreSQL header
  set, server and emulator. Nothing is fetched until a build needs it.

    pgrx_crate_source = use_repo_rule("@rules_pgrx//build:extensions.bzl", "pgrx_crate_source")

- `pgrx_crate_source`: a repository with the sources of a published crate.
"""

load("//build/crates:extension.bzl", _pgrx = "pgrx")
load("//build/private:repositories.bzl", "declare_repositories")
load("//build/rust:crate_source.bzl", _pgrx_crate_source = "pgrx_crate_source")

pgrx_crate_source = _pgrx_crate_source

pgrx = _pgrx

def _toolchains_impl(_module_ctx):
    declare_repositories()

toolchains = module_extension(
    implementation = _toolchains_impl,
    doc = "Declares the repositories of all architectures and PostgreSQL releases.",
)
