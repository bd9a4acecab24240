"""PUBLIC rules and macros of rules_pgrx.

    load("@rules_pgrx//build:defs.bzl", "pgrx_extension", "pgrx_release")

- `pgrx_extension`: a crate and a control file -> library, control file, SQL;
- `pgrx_release`: the same, optimised, for one platform (CPU and PostgreSQL).
"""

load("//build/extension:extension.bzl", _pgrx_extension = "pgrx_extension")
load("//build/extension:release.bzl", _pgrx_release = "pgrx_release")

pgrx_extension = _pgrx_extension
pgrx_release = _pgrx_release
