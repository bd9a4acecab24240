"""`@sysroot_<suite>_<cpu>`: what is compiled and linked against, split by role.

    usr/lib/<tuple>/         start files, libc, libm, libgcc_s, ...   :link (about 30 files)
    usr/lib/gcc/<tuple>/<n>/ crtbegin, libgcc                         :link
    usr/include/             libc's and the kernel's headers          :headers
    libraries/<name>/        further C libraries                      :<name> (cc_library)

Everything lies under usr/, whatever the suite does. The linker scripts name
their members without folders, so nothing in here depends on a link at /lib.
"""

load("//build/debian:packages.bzl", "open_packages")
load(":libraries.bzl", "LIBRARIES")

# What a link of C, Rust or a shared library of either may read. Since glibc 2.34
# libpthread, libdl, librt and libutil are empty archives that old link lines name.
_LINK_FILES = [
    "Scrt1.o",
    "crt1.o",
    "crti.o",
    "crtn.o",
    "libc.so",
    "libc.so.6",
    "libc_nonshared.a",
    "libdl.a",
    "libgcc_s.so.1",
    "libm.so",
    "libm.so.6",
    "libmvec.so.1",
    "libpthread.a",
    "libresolv.so.2",
    "librt.a",
    "libutil.a",
]

# For fully static programs, beside those above.
_STATIC_FILES = ["crtbeginT.o", "libc.a", "libgcc_eh.a", "libm.a", "libmvec.a", "rcrt1.o"]

_GCC_FILES = ["crtbegin.o", "crtbeginS.o", "crtbeginT.o", "crtend.o", "crtendS.o", "libatomic.a", "libgcc.a", "libgcc_eh.a", "libgcc_s.so"]

# Folders of kernel headers that C libraries and PostgreSQL include.
_KERNEL_FOLDERS = ["asm-generic", "linux"]

def _sysroot_repo_impl(rctx):
    attr = rctx.attr
    packages = open_packages(rctx, attr.lock, attr.debian_arch)
    lib = "usr/lib/" + attr.tuple
    gcc = "usr/lib/gcc/{}/{}".format(attr.gcc_tuple, attr.gcc)
    runtime = lib if attr.merged_usr else "lib/" + attr.tuple
    packages.place("libc6", {runtime: lib})
    packages.place("libgcc-s1", {runtime: lib})
    packages.place("libc6-dev", {lib: lib, "usr/include": "usr/include"})
    packages.place("libgcc-{}-dev".format(attr.gcc), {gcc: gcc})
    packages.place("linux-libc-dev", {"usr/include/" + f: "usr/include/" + f for f in _KERNEL_FOLDERS})
    packages.place("linux-libc-dev", {
        ("usr/lib/linux/uapi/{}/asm".format(attr.uapi) if attr.merged_usr else "usr/include/{}/asm".format(attr.tuple)): "usr/include/{}/asm".format(attr.tuple),
    })
    for library in attr.libraries:
        for name in LIBRARIES[library].packages:
            packages.place(name, {lib: "libraries/{}/lib".format(library)})
            if name.endswith("-dev"):
                packages.place(name, {"usr/include": "libraries/{}/include".format(library)})
        keep(rctx, "libraries/{}/lib".format(library), _library_files(library))
    packages.close()

    keep(rctx, lib, _LINK_FILES + _STATIC_FILES + ["libm-{}.a".format(attr.glibc), attr.loader])
    keep(rctx, gcc, _GCC_FILES)
    for script in ["libc.so", "libm.so", "libm.a"]:
        _flatten_linker_script(rctx, lib + "/" + script)

    # Debian's are links, absolute in some suites; libm's is a script where there is a libmvec.
    for name, version in {"libm": "6", "libresolv": "2"}.items():
        link = rctx.path("{}/{}.so".format(lib, name))
        if not link.exists or link.realpath != link:
            rctx.delete(link)
            rctx.file(link, "INPUT ( {}.so.{} )\n".format(name, version), executable = False)
    rctx.template("BUILD.bazel", attr.build_file, {
        "{gcc}": gcc,
        "{lib}": lib,
        "{libraries}": repr(attr.libraries),
        "{loader}": attr.loader,
        "{sysroot_bzl}": str(Label("//build/sysroot:libraries.bzl")),
    })

def _library_files(library):
    file = "lib{}.{}".format(library, "so" if LIBRARIES[library].shared else "a")
    return lambda name: name.startswith(file)

def keep(rctx, folder, wanted):
    """Deletes all files of a folder but some.

    Args:
      rctx: the repository context.
      folder: path in the repository.
      wanted: names of files, or a function that says of a name whether it is wanted.
    """
    for entry in rctx.path(folder).readdir():
        if not (wanted(entry.basename) if type(wanted) == "function" else entry.basename in wanted):
            rctx.delete(entry)

def _flatten_linker_script(rctx, path):
    """GROUP ( /lib/<tuple>/libc.so.6 ... ) becomes GROUP ( libc.so.6 ... ), found by -L."""
    file = rctx.path(path)
    if not file.exists or file.realpath != file:
        return
    text = rctx.read(path)
    if "GROUP" not in text:
        return
    words = []
    for word in text.split(" "):
        words.append(word.rpartition("/")[2] if word.startswith("/") and "*" not in word else word)
    rctx.delete(path)
    rctx.file(path, " ".join(words), executable = False)

sysroot_repo = repository_rule(
    implementation = _sysroot_repo_impl,
    doc = "Unpacks the sysroot of one (suite, architecture).",
    attrs = {
        "build_file": attr.label(mandatory = True),
        "debian_arch": attr.string(mandatory = True),
        "gcc": attr.string(mandatory = True, doc = "Major version of the suite's libgcc-<n>-dev."),
        "gcc_tuple": attr.string(mandatory = True, doc = "GCC's name of the tuple."),
        "glibc": attr.string(mandatory = True, doc = "Version of the suite's glibc."),
        "libraries": attr.string_list(doc = "Further C libraries, keys of LIBRARIES."),
        "loader": attr.string(mandatory = True),
        "lock": attr.label(mandatory = True),
        "merged_usr": attr.bool(),
        "tuple": attr.string(mandatory = True),
        "uapi": attr.string(mandatory = True),
    },
)
