"""Providers of what is packed."""

PgPlacedFilesInfo = provider(
    doc = "Files with their places, such as a layer's.",
    fields = {
        "files": "List of (File, path relative to /). What is in directories is not named.",
    },
)
