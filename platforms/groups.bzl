"""Architectures that go together in thirdparty/debian, from the rows.

A set there that names a group has the packages of a new row by the row alone.
"""

load(":arches.bzl", "ARCHES", "HOSTS")
load(":postgres.bzl", "SUITES", "oldest_suite")

def architecture_groups():
    """Returns {group: Debian's names of its architectures}.

    - `targets`: each row; `hosts`: those that toolchains run on; `guests`: the others;
    - `packaged_std`: those that Debian has Rust's standard library for;
    - `<suite>`: those that the suite has a sysroot for;
    - `first_in_<suite>`: those that no older suite has one for.
    """
    return {
        "guests": [arch.debian for arch in ARCHES if not arch.host],
        "hosts": [arch.debian for arch in HOSTS],
        "packaged_std": [arch.debian for arch in ARCHES if arch.std == "package"],
        "targets": [arch.debian for arch in ARCHES],
    } | {
        suite.name: [arch.debian for arch in ARCHES if arch.cpu not in suite.lacks]
        for suite in SUITES
    } | {
        "first_in_" + suite.name: [arch.debian for arch in ARCHES if oldest_suite(arch.cpu) == suite]
        for suite in SUITES
    }
