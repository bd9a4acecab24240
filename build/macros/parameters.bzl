"""The parameters of each macro that hands others on; `//tests/errors/macros` compares with docs/rules.md."""

visibility(["//build/...", "//tests/errors/macros"])

PARAMETERS = {
    "pgrx_crate": ["control", "cpu_levels", "cpus", "expected", "majors", "required", "settings", "sql", "universe", "visibility"],
    "pgrx_extension": [
        "bindings",
        "compile_data",
        "control",
        "crate_features",
        "crate_name",
        "deps",
        "edition",
        "git_hash",
        "glibc",
        "proc_macro_deps",
        "required",
        "rustc_flags",
        "schema_tool",
        "sql",
        "sql_version",
        "srcs",
        "tags",
        "upgrade_scripts",
        "version",
        "versioned_library",
        "visibility",
    ],
    "pgrx_extension_image": ["annotations", "attachments", "base_name", "extension", "labels", "libraries", "licenses", "sbom", "system"],
    "pgrx_image": [],
    "pgrx_platform_test": ["emulated", "expected", "extension", "server", "settings", "size", "sql"],
    "pgrx_push": ["cosign", "image", "remote_tags", "repository"],
    "pgrx_test": ["emulated", "extension", "platform", "program", "server", "settings", "size"],
    "pgrx_test_program": ["client", "crate_features", "deps", "rustc_flags", "tags"],
    "pgrx_tests_library": ["client_deps", "proptest_deps"],
}
