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
- `pgrx_elf_test`: the library's gate: architecture, glibc floor, symbols, hardening;
- `pgrx_transfer_test`: a dump of one architecture restored on another;
- `pgrx_static_binary`: a Rust program that needs nothing where it runs, for one CPU.
"""

load("//build/extension:extension.bzl", _pgrx_extension = "pgrx_extension")
load("//build/extension:release.bzl", _pgrx_release = "pgrx_release")
load("//build/extension:tests.bzl", _pgrx_elf_test = "pgrx_elf_test", _pgrx_platform_test = "pgrx_platform_test", _pgrx_transfer_test = "pgrx_transfer_test")
load("//build/package:apk.bzl", _pgrx_apk = "pgrx_apk", _pgrx_apk_repository = "pgrx_apk_repository")
load("//build/package:copyright.bzl", _pgrx_copyright = "pgrx_copyright")
load("//build/package:deb.bzl", _pgrx_deb = "pgrx_deb")
load("//build/package:sbom.bzl", _pgrx_sbom = "pgrx_sbom")
load("//build/static:static.bzl", _pgrx_static_binary = "pgrx_static_binary")

pgrx_extension = _pgrx_extension
pgrx_release = _pgrx_release
pgrx_apk = _pgrx_apk
pgrx_apk_repository = _pgrx_apk_repository
pgrx_copyright = _pgrx_copyright
pgrx_deb = _pgrx_deb
pgrx_sbom = _pgrx_sbom
pgrx_platform_test = _pgrx_platform_test
pgrx_elf_test = _pgrx_elf_test
pgrx_transfer_test = _pgrx_transfer_test
pgrx_static_binary = _pgrx_static_binary
