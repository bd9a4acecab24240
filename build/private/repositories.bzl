"""Every repository of ours, by row.

    @toolchain_<exec cpu>         //build/llvm      programs
    @rust_host                    //build/rust      cargo for the universes of crates
    @rust_std_<cpu>               //build/rust      where Debian has it
    @rust_std_source              //build/rust      for the others
    @sysroot_<suite>_<cpu>        //build/sysroot
    @cplusplus_<cpu>              //build/sysroot   libstdc++, for what has C++ in it
    @postgres_<major>_<cpu>       //build/postgres  headers
    @pg_server_<major>_<cpu>      //build/emulation a server to test with
    @qemu_<exec cpu>              //build/emulation
    @dpkg_<exec cpu>              //build/package   for tests
    @image_root_<major>_<cpu>     //build/image     what an image holds of Debian
    @program_<name>_<exec cpu>    //build/programs  what build scripts start
    @registry_<exec cpu>          //build/image     a registry and clients to test with
    @machine                      //build/emulation the machine's CPU, what the user may do
    @bindgen_rules                //build/bindings  where rules_rust has bindgen
    @pinned                       hub.bzl           the targets of all these, by one name

BUILD files say `@pinned//<repository>:<target>`, so that a new row changes no
`use_repo`.
"""

load("//build/bindings:rules_repo.bzl", "bindgen_rules_repo")
load("//build/debian:repo.bzl", "debian_packages_repo")
load("//build/emulation:machine_repo.bzl", "machine_repo")
load("//build/emulation:repo.bzl", "emulator_repo", "server_repo")
load("//build/image:root_repo.bzl", "image_root_repo")
load("//build/image:tools_repo.bzl", "REGISTRY_PROGRAMS", "registry_repo")
load("//build/llvm:repo.bzl", "toolchain_repo")
load("//build/package:dpkg_repo.bzl", "dpkg_repo")
load("//build/postgres:repo.bzl", "postgres_repo")
load("//build/programs:repo.bzl", "program_repo")
load("//build/programs:table.bzl", "PROGRAMS")
load("//build/rust:repo.bzl", "rust_host_repo", "rust_std_repo", "rust_std_source_repo")
load("//build/sysroot:cplusplus_repo.bzl", "cplusplus_repo")
load("//build/sysroot:repo.bzl", "sysroot_repo")
load("//platforms:arches.bzl", "ARCHES", "HOSTS")
load("//platforms:postgres.bzl", "oldest_suite", "pairs", "sysroots")
load(":hub.bzl", "hub_repo")

def _lock(name):
    return Label("//thirdparty/debian:{}.lock.json".format(name))

def declare_repositories():
    """Declares all of them."""
    bindgen_rules_repo(name = "bindgen_rules")
    machine_repo(name = "machine")
    targets = {"machine": ["exec", "root"]}
    for host in HOSTS:
        targets |= _toolchain(host)
        targets |= _programs(host)
    for arch in ARCHES:
        targets |= _rust_std(arch) if arch.std == "package" else {}
        targets |= _cplusplus(arch)
    rust_std_source_repo(
        name = "rust_std_source",
        lock = _lock("rust_src"),
        rust_lock = _lock("rust"),
    )
    targets["rust_std_source"] = ["library", "library/sysroot/Cargo.toml"]
    for suite, arch in sysroots():
        targets |= _sysroot(suite, arch)
    for arch, release in pairs():
        targets |= _postgres(release, arch)
    rust_host_repo(name = "rust_host")
    hub_repo(name = "pinned", targets = targets)

def _toolchain(host):
    toolchain_repo(
        name = "toolchain_" + host.cpu,
        build_file = Label("//build/llvm:toolchain_repo.BUILD"),
        debian_arch = host.debian,
        llvm_lock = _lock("llvm"),
        rust_lock = _lock("rust"),
        tuple = host.tuple,
    )
    programs = [arch.qemu for arch in ARCHES]
    emulator_repo(
        name = "qemu_" + host.cpu,
        debian_arch = host.debian,
        lock = _lock("qemu"),
        programs = programs,
    )
    dpkg_repo(
        name = "dpkg_" + host.cpu,
        debian_arch = host.debian,
        lock = _lock("dpkg"),
    )
    registry_repo(
        name = "registry_" + host.cpu,
        crane_lock = _lock("crane"),
        debian_arch = host.debian,
        loader = host.loader,
        lock = _lock("registry"),
        tuple = host.tuple,
    )
    debian_packages_repo(
        name = "oras_" + host.cpu,
        architecture = host.debian,
        lock = _lock("oras"),
    )
    return {
        "dpkg_" + host.cpu: ["dpkg"],
        "oras_" + host.cpu: ["usr/bin/oras"],
        "qemu_" + host.cpu: ["bin/qemu-" + program for program in programs],
        "registry_" + host.cpu: ["bin/" + program for program in REGISTRY_PROGRAMS] + ["libraries", "loader"],
        "toolchain_" + host.cpu: [
            "bin/cargo",
            "bin/clang",
            "bin/clippy-driver",
            "bin/llvm-ar",
            "bin/llvm-objcopy",
            "bin/llvm-strip",
            "bin/rustc",
            "bin/rustdoc",
            "bin/rustfmt",
            "binutils",
            "cargo",
            "compiler",
            "libclang",
            "libclang_files",
            "libclang_so",
            "linker",
            "rustc_lib",
        ],
    }

def _programs(host):
    for name, row in PROGRAMS.items():
        program_repo(
            name = "program_{}_{}".format(name, host.cpu),
            debian_arch = host.debian,
            env = {variable: value.replace("{tuple}", host.tuple) for variable, value in row.env.items()},
            kept = [path.replace("{tuple}", host.tuple) for path in row.kept],
            links = row.links,
            llvm_lock = _lock("llvm"),
            lock = _lock("program_" + name),
            program = name,
            tuple = host.tuple,
        )
    return {"program_{}_{}".format(name, host.cpu): ["program"] for name in PROGRAMS}

def _rust_std(arch):
    rust_std_repo(
        name = "rust_std_" + arch.cpu,
        debian_arch = arch.debian,
        lock = _lock("rust_std"),
        rust_lock = _lock("rust"),
        triple = arch.rust,
    )
    return {"rust_std_" + arch.cpu: ["core", "files", "std"]}

def _cplusplus(arch):
    suite = oldest_suite(arch.cpu)
    cplusplus_repo(
        name = "cplusplus_" + arch.cpu,
        debian_arch = arch.debian,
        gcc = suite.gcc,
        gcc_tuple = arch.gcc_tuple,
        lock = _lock("cplusplus_" + suite.name),
        tuple = arch.tuple,
    )
    return {"cplusplus_" + arch.cpu: ["cplusplus"]}

def _sysroot(suite, arch):
    name = "sysroot_{}_{}".format(suite.name, arch.cpu)
    sysroot_repo(
        name = name,
        build_file = Label("//build/sysroot:sysroot_repo.BUILD"),
        debian_arch = arch.debian,
        gcc = suite.gcc,
        gcc_tuple = arch.gcc_tuple,
        glibc = suite.glibc,
        libraries = suite.libraries,
        loader = arch.loader,
        lock = _lock("sysroot_" + suite.name),
        merged_usr = suite.merged_usr,
        tuple = arch.tuple,
        uapi = arch.uapi,
    )
    libraries = [library + suffix for library in suite.libraries for suffix in ["", ".h"]]
    return {name: ["base_libraries", "headers", "libc", "link", "loader", "static"] + libraries}

def _postgres(release, arch):
    major = release.major
    headers = "postgres_{}_{}".format(major, arch.cpu)
    postgres_repo(
        name = headers,
        cpu = arch.cpu,
        debian_arch = arch.debian,
        icu_lock = _lock("postgres_" + major),
        lock = _lock("postgres_" + major),
        major = major,
        server_lock = _lock("pg_server_" + major),
    )
    server = "pg_server_{}_{}".format(major, arch.cpu)
    server_repo(
        name = server,
        debian_arch = arch.debian,
        locks = {_lock("pg_server_" + major): ""},
    )
    image = "image_root_{}_{}".format(major, arch.cpu)
    image_root_repo(
        name = image,
        debian_arch = arch.debian,
        locks = [_lock("pg_server_" + major), _lock("image_" + release.suite)],
        major = major,
    )
    return {
        headers: ["bin/postgres", "headers_files", "postgres_headers", "server/pg_config.h"],
        image: ["packages.lock.json", "tree"],
        server: ["server"],
    }
