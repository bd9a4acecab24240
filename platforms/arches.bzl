"""The architectures: one row each, the only place where one is spelled.

Everything else (platforms, toolchains, sysroots, emulators, test names) is
derived from a row. Adding an architecture is adding a row and renewing the
locks; see CONTRIBUTING.md.

    load("@rules_pgrx//platforms:arches.bzl", "ARCHES")

- `ARCHES`: the rows, structs; what targets are declared over, one per architecture;
- `HOSTS`: those that toolchains run on;
- `arch_of`: the row of a CPU;
- `check_cpus`: whether each of a user's names has a row.
"""

load(":arch_row.bzl", "arch_row")

ERROR_UNKNOWN_CPU = """\
{name}: `cpus` has {cpu}, which is no CPU of rules_pgrx{other}.
To mend it: write {mend}."""

ERROR_CPUS = """\
{name}: `cpus` is {cpus}, and a list of names is meant.
To mend it: write `cpus = {mend}`."""

ARCHES = [
    arch_row(
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
        # The first of AMD64, which has one extension that Intel's first has not.
        qemu_cpu = "Opteron_G1,-sse3",
        stat = (1, 0),
        host = True,
    ),
    arch_row(
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
        # Of Armv8.0; each of QEMU's also has CRC, AES and SHA, which code may not use.
        qemu_cpu = "cortex-a53",
        host = True,
    ),
    arch_row(
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
        # The first of Armv7-A. It has registers d16 to d31, which Debian doesn't ask for, and extensions were seen to need.
        qemu_cpu = "cortex-a8",
        stat = (3, 1),
        uname = "armv7l",
    ),
    arch_row(
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
        # rustc's i686 is a Pentium 4.
        qemu_cpu = "pentium3,+sse2",
        stat = (3, 1),
        apk = "x86",
        gcc_tuple = "i686-linux-gnu",
        uname = "i686",
    ),
    arch_row(
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
        # RV64GC, no more.
        qemu_cpu = "sifive-u54",
        glibc = "2.27",
    ),
    arch_row(
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
        qemu_cpu = "power8",
        stat = (1, 1),
    ),
    arch_row(
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
        # QEMU emulates no old model whole, and refuses it; of all, only vectors can be taken away.
        qemu_cpu = "max,vx=off,vxeh=off,vxeh2=off",
        stat = (1, 0),
    ),
    arch_row(
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
        # Debian's baseline has LSX.
        qemu_cpu = "la464,lasx=off",
        glibc = "2.36",
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

def check_cpus(name, cpus, fail = fail):
    """Fails where one of a user's names of CPUs has no row.

    Args:
      name: who asks for them, for messages.
      cpus: the names.
      fail: what to call with an error's text; tests pass their own.
    """
    names = cpus if type(cpus) in ["list", "tuple"] else []
    if cpus and not names:
        fail("\n" + ERROR_CPUS.format(cpus = repr(cpus), mend = repr([str(cpus)]), name = name))
    known = {arch.cpu: True for arch in ARCHES}
    others = {other: arch.cpu for arch in ARCHES for other in [arch.debian, arch.oci[0], arch.apk, arch.rust.partition("-")[0]]}
    for cpu in names:
        if cpu not in known:
            bazel = others.get(cpu)
            fail("\n" + ERROR_UNKNOWN_CPU.format(
                cpu = repr(cpu),
                mend = repr(bazel) if bazel else "one of " + ", ".join([repr(name) for name in known]),
                name = name,
                other = ": Bazel calls it " + bazel if bazel else "",
            ))
