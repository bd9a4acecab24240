"""The architectures: one row each, the only place where one is spelled.

Everything else (platforms, toolchains, sysroots, emulators, test names) is
derived from a row. Adding an architecture is adding a row and renewing the
locks; see CONTRIBUTING.md.

    load("@rules_pgrx//platforms:arches.bzl", "ARCHES")

- `ARCHES`: the rows, structs; what targets are declared over, one per architecture;
- `HOSTS`: those that toolchains run on;
- `arch_of`: the row of a CPU.
"""

load(":columns.bzl", "check_column", "check_status")

_TABLE = "platforms/arches.bzl"

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
        apk = "",
        gcc_tuple = "",
        host = False,
        std = "package",
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
      apk: apk-tools' name (Alpine, Wolfi), where it is not `cpu`.
      gcc_tuple: GCC's name of the tuple in its folder names, where it is another.
      host: whether toolchains that run on it are pinned.
      std: where Rust's standard library comes from: "package", or "source" where Debian has
        none for the pinned Rust, so that it is compiled (//build/rust:std.bzl).
      status: "supported" or "experimental".
      reason: why it is experimental.

    Returns:
      A struct of these.
    """
    check_status(_TABLE, cpu, status, reason)
    check_column(_TABLE, cpu, "endian", endian, ["little", "big"])
    check_column(_TABLE, cpu, "std", std, ["package", "source"])
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
        apk = apk or cpu,
        gcc_tuple = gcc_tuple or tuple,
        host = host,
        std = std,
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
        host = True,
    ),
    _arch(
        cpu = "armv7",
        debian = "armhf",
        tuple = "arm-linux-gnueabihf",
        rust = "armv7-unknown-linux-gnueabihf",
        uapi = "arm",
        loader = "ld-linux-armhf.so.3",
        bits = 32,
        endian = "little",
        oci = ("arm", "v7"),
        qemu = "arm",
    ),
    _arch(
        cpu = "x86_32",
        debian = "i386",
        tuple = "i386-linux-gnu",
        rust = "i686-unknown-linux-gnu",
        uapi = "x86",
        loader = "ld-linux.so.2",
        bits = 32,
        endian = "little",
        oci = ("386", ""),
        qemu = "i386",
        apk = "x86",
        gcc_tuple = "i686-linux-gnu",
    ),
    _arch(
        cpu = "riscv64",
        debian = "riscv64",
        tuple = "riscv64-linux-gnu",
        rust = "riscv64gc-unknown-linux-gnu",
        uapi = "riscv",
        loader = "ld-linux-riscv64-lp64d.so.1",
        bits = 64,
        endian = "little",
        oci = ("riscv64", ""),
        qemu = "riscv64",
    ),
    _arch(
        cpu = "ppc64le",
        debian = "ppc64el",
        tuple = "powerpc64le-linux-gnu",
        rust = "powerpc64le-unknown-linux-gnu",
        uapi = "powerpc",
        loader = "ld64.so.2",
        bits = 64,
        endian = "little",
        oci = ("ppc64le", ""),
        qemu = "ppc64le",
    ),
    _arch(
        cpu = "s390x",
        debian = "s390x",
        tuple = "s390x-linux-gnu",
        rust = "s390x-unknown-linux-gnu",
        uapi = "s390",
        loader = "ld64.so.1",
        bits = 64,
        endian = "big",
        oci = ("s390x", ""),
        qemu = "s390x",
    ),
    _arch(
        cpu = "loongarch64",
        debian = "loong64",
        tuple = "loongarch64-linux-gnu",
        rust = "loongarch64-unknown-linux-gnu",
        uapi = "loongarch",
        loader = "ld-linux-loongarch-lp64d.so.1",
        bits = 64,
        endian = "little",
        oci = ("loong64", ""),
        qemu = "loongarch64",
        std = "source",
    ),
]

HOSTS = [arch for arch in ARCHES if arch.host]

def arch_of(cpu, fail = fail):
    """The row of a Bazel CPU name.

    Args:
      cpu: for example "aarch64".
      fail: what to call with an error's text; tests pass their own.

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
