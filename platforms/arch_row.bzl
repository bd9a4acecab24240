"""What a row of the architectures' table says."""

load(":columns.bzl", "check_column", "check_status")

_TABLE = "platforms/arches.bzl"

def arch_row(
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
        qemu_cpu,
        glibc = "2.17",
        stat = (0, 0),
        apk = "",
        gcc_tuple = "",
        host = False,
        std = "package",
        uname = "",
        status = "supported",
        reason = ""):
    """A row of platforms/arches.bzl.

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
      qemu_cpu: QEMU's model of a CPU that has what code for the architecture may use unasked, the baseline, and as
        little more as QEMU allows.
      glibc: the oldest GNU C library that anything is built for: the CPU's first one, but no older than 2.17.
      stat: (_STAT_VER, _MKNOD_VER) of glibc's <bits/stat.h> before 2.33, for which no headers are pinned.
      apk: apk-tools' name (Alpine, Wolfi), where it is not `cpu`.
      gcc_tuple: GCC's name of the tuple in its folder names, where it is another.
      host: whether toolchains that run on it are pinned.
      std: where Rust's standard library comes from: "package", or "source" where Debian has
        none for the pinned Rust, so that it is compiled (//build/rust:std.bzl).
      uname: the kernel's name of the CPU, that of `uname -m`, where it is not `cpu`.
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
        qemu_cpu = qemu_cpu,
        glibc = glibc,
        stat = stat,
        apk = apk or cpu,
        gcc_tuple = gcc_tuple or tuple,
        host = host,
        std = std,
        uname = uname or cpu,
        status = status,
        reason = reason,
    )
