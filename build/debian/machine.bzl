"""The row of the machine that Bazel itself runs on."""

load("//platforms:arches.bzl", "HOSTS")

visibility(["//build/..."])

# Java's names of CPUs, as rctx.os.arch gives them -> Bazel's.
_JAVA_CPUS = {"amd64": "x86_64"}

def machine_of(rctx):
    """The row of the machine that a repository rule runs on; fails where no toolchain runs on it.

    Args:
      rctx: the repository context.

    Returns:
      A row of //platforms:arches.bzl.
    """
    cpu = _JAVA_CPUS.get(rctx.os.arch, rctx.os.arch)
    for host in HOSTS:
        if host.cpu == cpu:
            return host
    fail("no toolchain runs on {}; hosts in platforms/arches.bzl: {}".format(cpu, ", ".join([host.cpu for host in HOSTS])))
