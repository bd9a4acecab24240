"""PUBLIC providers of rules_pgrx."""

load("//build/bindings:info.bzl", _PgBindingsInfo = "PgBindingsInfo")
load("//build/extension:info.bzl", _PgExtensionInfo = "PgExtensionInfo")

PgBindingsInfo = _PgBindingsInfo
PgExtensionInfo = _PgExtensionInfo
