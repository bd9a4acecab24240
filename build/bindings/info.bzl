"""PgBindingsInfo: the Rust view of one PostgreSQL's headers on one CPU."""

PgBindingsInfo = provider(
    doc = "Bindings to one PostgreSQL's server headers, for one target CPU.",
    fields = {
        "facts": "File: what headers and server were compared by, and agree on.",
        "major": "PostgreSQL's major version, a string such as \"17\".",
        "out_dir": "Tree of pg<major>.rs and pg<major>_oids.rs, the OUT_DIR of pgrx-pg-sys.",
        "raw": "File: bindgen's output before pgrx's edits, for review and diffs.",
        "shim": "File: C wrappers of PostgreSQL's inline functions.",
    },
)
