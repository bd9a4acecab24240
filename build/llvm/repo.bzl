"""`@toolchain_<cpu>`: every program that a build runs, for one execution CPU.

    bin/            clang, lld, llvm-ar, ..., rustc, cargo, rustfmt, clippy-driver
    lib/            the shared libraries of LLVM and rustc, flat
    lib/cargo/      those that only cargo needs
    lib/clang/<n>/  clang's own headers, where clang looks for them: beside bin/

LLVM and Rust share the folder because Debian's rustc links the very libLLVM
that clang and lld link. Programs find libraries by a RUNPATH relative to
themselves, set by the pinned patchelf, so that no environment is needed.
"""

load("//build/debian:packages.bzl", "open_packages")
load(":patchelf.bzl", "open_patchelf")

# Programs kept of the 80 that llvm's packages bring, and what each is for.
_LLVM_PROGRAMS = {
    "clang": "C and C++ compiler, link driver",
    "clang++": "the same as C++ compiler",
    "ld.lld": "linker, found by clang -fuse-ld=lld beside itself",
    "lld": "the linker's own file",
    "llvm-ar": "archiver",
    "llvm-ranlib": "the same, for build scripts that ask for ranlib",
    "llvm-nm": "symbols",
    "llvm-objcopy": "section surgery",
    "llvm-objdump": "disassembly",
    "llvm-strip": "strip",
    "llvm-readelf": "the answer of llvm-readobj in binutils' form",
    "llvm-readobj": "ELF inspection",
    "llvm-cov": "coverage reports",
    "llvm-profdata": "coverage profiles",
}

# Where packages keep programs, by package; all others bring libraries.
_PROGRAMS = {
    "clang-22": "usr/lib/llvm-22/bin",
    "lld-22": "usr/lib/llvm-22/bin",
    "llvm-22": "usr/lib/llvm-22/bin",
    "patchelf": "usr/bin",
    "rustc-web": "usr/bin",
    "cargo-web": "usr/bin",
    "rustfmt-web": "usr/bin",
    "rust-web-clippy": "usr/bin",
}

_CLANG_HEADERS = {"libclang-common-22-dev": "usr/lib/llvm-22/lib/clang"}

# Debian 12 keeps a few libraries in /lib, the others in /usr/lib, libtinfo6 in both.
_LIBRARIES_IN_LIB = [
    "libc6",
    "libcom-err2",
    "libgcc-s1",
    "libkeyutils1",
    "liblzma5",
    "libtinfo6",
    "zlib1g",
]

def _toolchain_repo_impl(rctx):
    _place(rctx, rctx.attr.llvm_lock, "lib")
    _place(rctx, rctx.attr.rust_lock, "lib/cargo")
    for program in rctx.path("bin").readdir():
        name = program.basename
        if name in _UNWANTED or name.startswith("llvm-") and name not in _LLVM_PROGRAMS:
            rctx.delete(program)
    rctx.delete("bin/patchelf")
    patchelf = open_patchelf(rctx, rctx.attr.llvm_lock)
    _set_runpaths(rctx, patchelf)
    patchelf.close()
    rctx.template("BUILD.bazel", rctx.attr.build_file)

def _place(rctx, lock, libraries):
    packages = open_packages(rctx, lock, rctx.attr.debian_arch)
    for name in packages.names:
        if name != "libc6":
            prefix, folder = _tree(name, rctx.attr.tuple, libraries)
            packages.place(name, {prefix: folder})
    packages.close()

# Programs of 1 to 60 MB that come along in the same packages.
_UNWANTED = [
    "bugpoint",
    "clang-cl",
    "clang-cpp",
    "clang-scan-deps",
    "dsymutil",
    "ld64.lld",
    "llc",
    "lld-link",
    "obj2yaml",
    "opt",
    "reduce-chunk-list",
    "sanstats",
    "verify-uselistorder",
    "wasm-ld",
    "yaml2obj",
]

def _tree(name, tuple, libraries):
    if name in _PROGRAMS:
        return _PROGRAMS[name], "bin"
    if name in _CLANG_HEADERS:
        return _CLANG_HEADERS[name], "lib/clang"
    if name.startswith("libstd-rust-web-"):
        return "usr/lib/" + tuple, "lib"
    if name in _LIBRARIES_IN_LIB:
        return "lib/" + tuple, libraries
    return "usr/lib/" + tuple, libraries

# LLVM's programs come with the RUNPATH that this layout needs. Its libraries come with
# $ORIGIN/../lib, which finds nothing where Bazel links them into a folder of another name.
_LLVM_FILES = ["clang", "lld"]

def _set_runpaths(rctx, patchelf):
    def files(folder):
        return [
            file
            for file in rctx.path(folder).readdir()
            if file.realpath == file and not file.is_dir and
               not [prefix for prefix in _LLVM_FILES + ["llvm-"] if file.basename.startswith(prefix)]
        ]

    for folder, runpath in {
        "bin": "$ORIGIN/../lib:$ORIGIN/../lib/cargo",
        "lib": "$ORIGIN",
        "lib/cargo": "$ORIGIN:$ORIGIN/..",
    }.items():
        patchelf.set_runpath(files(folder), runpath)

toolchain_repo = repository_rule(
    implementation = _toolchain_repo_impl,
    doc = "Unpacks the programs of the llvm and rust locks for one execution CPU.",
    attrs = {
        "build_file": attr.label(doc = "Template of the repository's BUILD file."),
        "debian_arch": attr.string(mandatory = True),
        "llvm_lock": attr.label(mandatory = True),
        "rust_lock": attr.label(mandatory = True),
        "tuple": attr.string(mandatory = True),
    },
)
