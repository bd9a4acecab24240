"""PUBLIC rules and macros of rules_pgrx.

    load("@rules_pgrx//build:defs.bzl", "pgrx_extension", "pgrx_release")

- `pgrx_extension`: a crate and a control file -> library, control file, SQL;
- `pgrx_release`: the same, optimised, for one platform (CPU and PostgreSQL);
- `pgrx_apk`: a release -> a package for Wolfi or Alpine;
- `pgrx_apk_repository`: such packages with a signed index, as apk and apko read them;
- `pgrx_copyright`: the licences of a release and of the crates that it links;
- `pgrx_deb`: a release -> a Debian package;
- `pgrx_sbom`: a release, or an image around it -> an SPDX document;
- `pgrx_platform_test`: SQL in the real PostgreSQL of the target;
- `pgrx_psql`: the same PostgreSQL with the extension, and psql on the terminal;
- `pgrx_rust_project`: rust-project.json, for rust-analyzer, with pgrx's bindings;
- `postgres_toolchain`: a PostgreSQL of your own, to build for and to test in;
- `pgrx_test`: a crate's own `#[pg_test]`s there, of a `pgrx_test_program`;
- `pgrx_tests_library`: what such programs have in place of the crate pgrx-tests;
- `pgrx_elf_test`: the library's gate: architecture, glibc, symbols, hardening;
- `pgrx_transfer_test`: a dump of one architecture restored on another;
- `pgrx_static_binary`: a Rust program that needs nothing where it runs, for one CPU;
- `pgrx_layer`: files and directories -> a deterministic layer;
- `pgrx_image`: base, layers and configuration -> an OCI layout;
- `pgrx_extension_image`: an extension alone, in CloudNativePG's layout;
- `pgrx_extension_layer`: the one layer of that;
- `pgrx_image_index`: one image, built for several platforms -> an index;
- `pgrx_push`: an image or index -> a registry;
- `pgrx_image_catalog`: extension images -> what CloudNativePG is told of them;
- `pgrx_load`: an image -> docker or podman;
- `pgrx_platforms`: the platforms that such an index can be for;
- `pgrx_listing_test`: what an image holds, against a golden text.
"""

load("//build/editor:rust_project.bzl", _pgrx_rust_project = "pgrx_rust_project")
load("//build/extension:extension.bzl", _pgrx_extension = "pgrx_extension")
load("//build/extension:pg_test.bzl", _pgrx_test = "pgrx_test", _pgrx_test_program = "pgrx_test_program", _pgrx_tests_library = "pgrx_tests_library")
load("//build/extension:psql.bzl", _pgrx_psql = "pgrx_psql")
load("//build/extension:release.bzl", _pgrx_release = "pgrx_release")
load("//build/extension:tests.bzl", _pgrx_elf_test = "pgrx_elf_test", _pgrx_platform_test = "pgrx_platform_test", _pgrx_transfer_test = "pgrx_transfer_test")
load("//build/image:catalog.bzl", _pgrx_image_catalog = "pgrx_image_catalog")
load("//build/image:extension_image.bzl", _pgrx_extension_image = "pgrx_extension_image", _pgrx_extension_layer = "pgrx_extension_layer")
load("//build/image:image.bzl", _pgrx_image = "pgrx_image")
load("//build/image:index.bzl", _pgrx_image_index = "pgrx_image_index")
load("//build/image:layer.bzl", _pgrx_layer = "pgrx_layer")
load("//build/image:listing.bzl", _pgrx_listing_test = "pgrx_listing_test")
load("//build/image:platforms.bzl", _pgrx_platforms = "pgrx_platforms")
load("//build/image:push.bzl", _pgrx_load = "pgrx_load", _pgrx_push = "pgrx_push")
load("//build/package:apk.bzl", _pgrx_apk = "pgrx_apk", _pgrx_apk_repository = "pgrx_apk_repository")
load("//build/package:copyright.bzl", _pgrx_copyright = "pgrx_copyright")
load("//build/package:deb.bzl", _pgrx_deb = "pgrx_deb")
load("//build/package:sbom.bzl", _pgrx_sbom = "pgrx_sbom")
load("//build/postgres:toolchain.bzl", _postgres_toolchain = "postgres_toolchain")
load("//build/static:static.bzl", _pgrx_static_binary = "pgrx_static_binary")

pgrx_extension = _pgrx_extension
pgrx_release = _pgrx_release
pgrx_apk = _pgrx_apk
pgrx_apk_repository = _pgrx_apk_repository
pgrx_copyright = _pgrx_copyright
pgrx_deb = _pgrx_deb
pgrx_sbom = _pgrx_sbom
pgrx_platform_test = _pgrx_platform_test
pgrx_psql = _pgrx_psql
pgrx_rust_project = _pgrx_rust_project
postgres_toolchain = _postgres_toolchain
pgrx_test = _pgrx_test
pgrx_test_program = _pgrx_test_program
pgrx_tests_library = _pgrx_tests_library
pgrx_elf_test = _pgrx_elf_test
pgrx_transfer_test = _pgrx_transfer_test
pgrx_static_binary = _pgrx_static_binary
pgrx_layer = _pgrx_layer
pgrx_image = _pgrx_image
pgrx_extension_image = _pgrx_extension_image
pgrx_extension_layer = _pgrx_extension_layer
pgrx_image_catalog = _pgrx_image_catalog
pgrx_image_index = _pgrx_image_index
pgrx_listing_test = _pgrx_listing_test
pgrx_platforms = _pgrx_platforms
pgrx_push = _pgrx_push
pgrx_load = _pgrx_load
