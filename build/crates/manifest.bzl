"""Reads Cargo.toml, line by line: a package's name, and what [patch] takes from git.

Before cargo is asked, which could not fetch that. What cargo understands of a manifest, it is asked for (hub_repo.bzl).
"""

visibility(["//build/crates/...", "//tests/crates/..."])

def package_name(manifest):
    """The name of the package that a manifest is of.

    Args:
      manifest: Cargo.toml.

    Returns:
      `name` of [package]; "" where there is none.
    """
    table = ""
    for line in _lines(manifest):
        if line.startswith("["):
            table = _header(line)
        elif table in ["package", "project"] and _key(line) == "name":
            return _value(line)
    return ""

def patched_in(manifest):
    """The crates that a workspace's [patch] tables take from git.

    Args:
      manifest: its Cargo.toml.

    Returns:
      {crate: list of (table, key)}: [patch.<table>] has the crate as <key>.
    """
    rows, table, key = [], None, None
    for line in _lines(manifest):
        if line.startswith("["):
            table, key = _patch_table(_header(line))
            if key:
                rows.append(struct(fields = {}, key = key, table = table))
        elif table and not key:
            rows.append(struct(fields = _inline(line.partition("=")[2]), key = _key(line), table = table))
        elif table:
            rows[-1].fields[_key(line)] = _value(line)
    found = {}
    for row in rows:
        if "git" in row.fields:
            found.setdefault(row.fields.get("package", row.key), []).append((row.table, row.key))
    return found

def _lines(manifest):
    """Its lines with a header or a value, without blanks around."""
    lines = [line.strip() for line in manifest.split("\n")]
    return [line for line in lines if line.startswith("[") or ("=" in line and not line.startswith("#"))]

def _header(line):
    return line.partition("#")[0].strip("[] ")

def _key(text):
    return text.partition("=")[0].strip(" \"'")

def _value(text):
    """The string that is a key's value, or ""."""
    value = text.partition("=")[2].strip()
    return value[1:].partition(value[0])[0] if value and value[0] in "\"'" else ""

def _inline(table):
    """{key: string} of an inline table."""
    fields = table.strip().removeprefix("{").rpartition("}")[0].split(",")
    return {_key(field): _value(field) for field in fields if "=" in field}

def _patch_table(header):
    """(table, key) of `patch.<table>` or `patch.<table>.<key>`; (None, None) of another one."""
    if not header.startswith("patch."):
        return None, None
    rest = header.removeprefix("patch.").strip()
    if rest[0] in "\"'":
        table, _, key = rest[1:].partition(rest[0])
        return table, key.strip(". \"'") or None
    table, _, key = rest.partition(".")
    return table, key.strip(" \"'") or None
