"""PUBLIC providers of rules_pgrx.

    load("@rules_pgrx//build:providers.bzl", "PgExtensionInfo")

- `PgExtensionInfo`: a built extension, what `pgrx_extension` and `pgrx_release` hand on;
- `PgBindingsInfo`: the bindings that //build/bindings made for the target's PostgreSQL.
"""

load("//build/bindings:info.bzl", _PgBindingsInfo = "PgBindingsInfo")
load("//build/extension:info.bzl", _PgExtensionInfo = "PgExtensionInfo")

PgBindingsInfo = _PgBindingsInfo
PgExtensionInfo = _PgExtensionInfo
