"""Every repository of ours, by row.

    @toolchain_<exec cpu>         //build/llvm      programs
    @rust_host                    //build/rust      cargo for crate_universe
    @rust_std_<cpu>               //build/rust
    @sysroot_<suite>_<cpu>        //build/sysroot
    @postgres_<major>_<cpu>       //build/sysroot   headers
    @pg_server_<major>_<cpu>      //build/emulation a server to test with
    @qemu_<exec cpu>              //build/emulation
"""

load("//build/emulation:repo.bzl", "emulator_repo", "server_repo")
load("//build/llvm:repo.bzl", "toolchain_repo")
load("//build/rust:repo.bzl", "rust_host_repo", "rust_std_repo")
load("//build/sysroot:postgres_repo.bzl", "postgres_repo")
load("//build/sysroot:repo.bzl", "sysroot_repo")
load("//platforms:arches.bzl", "ARCHES", "HOSTS")
load("//platforms:postgres.bzl", "EXEC_SUITE", "SUITES", "pairs", "suite_of")

def _lock(name):
    return Label("//thirdparty/debian:{}.lock.json".format(name))

def declare_repositories():
    """Declares all of them."""
    for host in HOSTS:
        toolchain_repo(
            name = "toolchain_" + host.cpu,
            build_file = Label("//build/llvm:toolchain_repo.BUILD"),
            debian_arch = host.debian,
            llvm_lock = _lock("llvm"),
            loader = host.loader,
            rust_lock = _lock("rust"),
            tuple = host.tuple,
        )
        emulator_repo(
            name = "qemu_" + host.cpu,
            debian_arch = host.debian,
            lock = _lock("qemu"),
            programs = [arch.qemu for arch in ARCHES],
        )
    rust_host_repo(name = "rust_host")
    for arch in ARCHES:
        rust_std_repo(
            name = "rust_std_" + arch.cpu,
            debian_arch = arch.debian,
            lock = _lock("rust_std"),
            triple = arch.rust,
        )
    for suite in SUITES:
        for arch in ARCHES:
            if suite.name != EXEC_SUITE or arch.host:
                _sysroot(suite, arch)
    for arch, release in pairs():
        postgres_repo(
            name = "postgres_{}_{}".format(release.major, arch.cpu),
            debian_arch = arch.debian,
            lock = _lock("postgres_" + release.major),
            major = release.major,
        )
        server_repo(
            name = "pg_server_{}_{}".format(release.major, arch.cpu),
            debian_arch = arch.debian,
            loader = arch.loader,
            lock = _lock("pg_server_" + release.major),
            major = release.major,
            merged_usr = suite_of(release.suite).merged_usr,
            tuple = arch.tuple,
        )

def _sysroot(suite, arch):
    sysroot_repo(
        name = "sysroot_{}_{}".format(suite.name, arch.cpu),
        build_file = Label("//build/sysroot:sysroot_repo.BUILD"),
        debian_arch = arch.debian,
        gcc = suite.gcc,
        glibc = suite.glibc,
        libraries = suite.libraries,
        loader = arch.loader,
        lock = _lock("sysroot_" + suite.name),
        merged_usr = suite.merged_usr,
        tuple = arch.tuple,
        uapi = arch.uapi,
    )
