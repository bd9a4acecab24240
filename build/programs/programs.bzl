"""Declares `//build/programs:<name>`, each program for the execution CPU."""

load("//platforms:arches.bzl", "HOSTS")
load(":table.bzl", "PROGRAMS")

visibility(["//build/programs/..."])

def declare_programs():
    """Declares all of them."""
    for name in PROGRAMS:
        native.alias(
            name = name,
            actual = select({
                "@platforms//cpu:" + host.cpu: "@pinned//program_{}_{}:program".format(name, host.cpu)
                for host in HOSTS
            }),
            tags = ["manual"],
            visibility = ["//visibility:public"],
        )
