"""The architectures: one row each, the only place where one is spelled.

Everything else (platforms, toolchains, sysroots, emulators, test names) is
derived from a row. Adding an architecture is adding a row and renewing the
locks; see CONTRIBUTING.md.
"""

def _arch(
        cpu,
        debian,
        tuple,
        rust,
        uapi,
        loader,
        bits,
        endian,
        oci,
        qemu,
        host = False,
        status = "supported",
        reason = ""):
    """A row.

    Args:
      cpu: Bazel's name, a constraint value of @platforms//cpu.
      debian: Debian's architecture name.
      tuple: Debian's multiarch tuple, also clang's --target.
      rust: rustc's target triple.
      uapi: the kernel's name of its header folder (arch/<uapi>/include/uapi).
      loader: file name of glibc's dynamic loader (glibc's shlib-versions).
      bits: 32 or 64.
      endian: "little" or "big".
      oci: (architecture, variant) as the OCI image index spells them (GOARCH, GOARM).
      qemu: name suffix of QEMU's user-mode emulator.
      host: whether toolchains that run on it are pinned.
      status: "supported" or "experimental".
      reason: why it is experimental.

    Returns:
      A struct of these.
    """
    if status != "supported" and not reason:
        fail("platforms/arches.bzl: row {} is {} and says no reason".format(cpu, status))
    return struct(
        cpu = cpu,
        debian = debian,
        tuple = tuple,
        rust = rust,
        uapi = uapi,
        loader = loader,
        bits = bits,
        endian = endian,
        oci = oci,
        qemu = qemu,
        host = host,
        status = status,
        reason = reason,
    )

ARCHES = [
    _arch(
        cpu = "x86_64",
        debian = "amd64",
        tuple = "x86_64-linux-gnu",
        rust = "x86_64-unknown-linux-gnu",
        uapi = "x86",
        loader = "ld-linux-x86-64.so.2",
        bits = 64,
        endian = "little",
        oci = ("amd64", ""),
        qemu = "x86_64",
        host = True,
    ),
    _arch(
        cpu = "aarch64",
        debian = "arm64",
        tuple = "aarch64-linux-gnu",
        rust = "aarch64-unknown-linux-gnu",
        uapi = "arm64",
        loader = "ld-linux-aarch64.so.1",
        bits = 64,
        endian = "little",
        oci = ("arm64", "v8"),
        qemu = "aarch64",
    ),
]

HOSTS = [arch for arch in ARCHES if arch.host]

def arch_of(cpu):
    """The row of a Bazel CPU name.

    Args:
      cpu: for example "aarch64".

    Returns:
      The row; fails with the known names when there is none.
    """
    for arch in ARCHES:
        if arch.cpu == cpu:
            return arch
    fail("no architecture '{}' in platforms/arches.bzl; known: {}".format(
        cpu,
        ", ".join([arch.cpu for arch in ARCHES]),
    ))
