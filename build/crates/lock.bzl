"""Reads Cargo.lock: which packages there are, and where from.

The file is written by cargo, one `key = value` a line, so it is read line by line. What
cargo understands of it, cargo is asked for (hub_repo.bzl).
"""

def parse_lock(text, unused = False):
    """The packages of a lock of version 2, 3 or 4.

    Args:
      text: Cargo.lock.
      unused: whether patches that no crate has taken count, too.

    Returns:
      List of structs in the file's order: name, version, source ("" for a path) and
      checksum (SHA-256, "" for what is not of a registry).
    """
    tables = ["[[package]]"] + (["[[patch.unused]]"] if unused else [])
    packages, package = [], None
    for line in text.split("\n"):
        line = line.strip()
        if line.startswith("["):
            package = {} if line in tables else None
            if package != None:
                packages.append(package)
        elif package != None and " = \"" in line:
            key, _, value = line.partition(" = ")
            package[key] = value.strip("\"")
    return [
        struct(
            name = package["name"],
            version = package["version"],
            source = package.get("source", ""),
            checksum = package.get("checksum", ""),
        )
        for package in packages
        # Of a broken lock cargo says what is wrong.
        if "name" in package and "version" in package
    ]

def crate_id(name, version):
    """What a crate of a universe is called: `<name>-<version>`, as a part of a repository's name."""
    return "{}-{}".format(name, version.replace("+", "-"))

def is_from(version, minor):
    """Whether a version is 0.<minor> or later."""
    numbers = version.split(".")
    return int(numbers[0]) > 0 or int(numbers[1]) >= minor

def fetched(package):
    """Whether a package of a lock comes from elsewhere than a path."""
    return bool(package.source)
