"""stubs_test: the stubs of one architecture's pinned libraries, against those libraries."""

load("@rules_rust//rust:defs.bzl", "rust_test")
load("//platforms:postgres.bzl", "SUITES", "oldest_suite")

def stubs_test(name, arch, tags):
    """Declares the test for one row, with its oldest and its newest suite.

    Args:
      name: the test's name.
      arch: a row of //platforms:arches.bzl.
      tags: the test's tags.
    """
    old = "@pinned//sysroot_{}_{}:libc".format(oldest_suite(arch.cpu).name, arch.cpu)
    new = "@pinned//sysroot_{}_{}:libc".format(SUITES[-1].name, arch.cpu)
    rust_test(
        name = name,
        size = "small",
        srcs = ["tests/stubs.rs"],
        crate_name = name,
        data = [old] + ([new] if new != old else []),
        env = {
            "FIRST": arch.glibc,
            "NEW": "$(rootpaths {})".format(new),
            "OLD": "$(rootpaths {})".format(old),
            "OLD_VERSION": oldest_suite(arch.cpu).glibc,
        },
        tags = tags,
        deps = [
            ":glibc_stubs_lib",
            "//src/tools/elf_gate:elf_gate_lib",
        ],
    )
