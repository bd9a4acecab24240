"""`@program_<name>_<cpu>`: a program for build scripts, for one execution CPU, as Debian lays it out.

    usr/bin/          the program alone, as the folder is on PATH
    usr/lib/<tuple>/  the libraries that it links
    usr/share/, ...   what it reads

Programs find libraries by a RUNPATH relative to themselves, set by the pinned patchelf.
"""

load("//build/debian:packages.bzl", "fetch_packages")
load("//build/debian:tree.bzl", "make_links")
load("//build/llvm:patchelf.bzl", "open_patchelf")

_BUILD = """\
load("{rules}", "program")

program(
    name = "program",
    srcs = glob(
        ["usr/**"],
        exclude = ["**/* *", "**/*.pod", "usr/share/cmake-*/Help/**"],
    ),
    env = {env},
    program = {program},
    visibility = ["//visibility:public"],
)
"""

def _program_repo_impl(rctx):
    attr = rctx.attr
    fetch_packages(rctx, attr.lock, attr.debian_arch)
    for entry in rctx.path(".").readdir():
        if entry.basename != "usr":
            rctx.delete(entry)
    libraries = "lib/" + attr.tuple
    _keep(rctx, "bin/" + attr.program, attr.kept, libraries)
    _set_runpaths(rctx, "usr/" + libraries)
    make_links(rctx, "usr/bin", attr.links)
    rctx.file("BUILD.bazel", _BUILD.format(
        env = repr(attr.env),
        program = repr(attr.program),
        rules = Label(":program.bzl"),
    ), executable = False)

def _is_kept(path, kept):
    """Whether a path begins like one of those that are kept, or leads to one."""
    return bool([begin for begin in kept if path.startswith(begin) or begin.startswith(path + "/")])

def _keep(rctx, program, kept, libraries):
    """Deletes what is neither the program, nor in a kept path, nor a shared library in the folder of libraries."""
    kept = kept + [program, libraries + "/*"]
    for folder in ["", "bin", "include", "lib", libraries, "share"]:
        path = rctx.path("usr/" + folder)
        for entry in path.readdir() if path.exists else []:
            name = (folder + "/" + entry.basename).removeprefix("/")
            library = folder == libraries and ".so" in name and not entry.is_dir
            if not library and (folder == "bin" or not _is_kept(name, kept)) and name != program:
                rctx.delete(entry)

def _set_runpaths(rctx, libraries):
    folder = rctx.path(libraries)
    files = [
        file
        for file in (folder.readdir() if folder.exists else [])
        if file.realpath == file and not file.is_dir
    ]
    if files:
        patchelf = open_patchelf(rctx, rctx.attr.llvm_lock)
        patchelf.set_runpath(files, "$ORIGIN")
        patchelf.set_runpath([rctx.path("usr/bin/" + rctx.attr.program)], "$ORIGIN/../" + libraries.removeprefix("usr/"))
        patchelf.close()

program_repo = repository_rule(
    implementation = _program_repo_impl,
    doc = "Unpacks a program for build scripts.",
    attrs = {
        "debian_arch": attr.string(mandatory = True),
        "env": attr.string_dict(doc = "Variables that build scripts find it by; {usr} is where it lies."),
        "kept": attr.string_list(doc = "What of `usr` it reads: beginnings of paths."),
        "links": attr.string_dict(doc = "Further names in usr/bin: what they lead to."),
        "llvm_lock": attr.label(doc = "The lock that pins patchelf.", mandatory = True),
        "lock": attr.label(mandatory = True),
        "program": attr.string(doc = "Its name in usr/bin.", mandatory = True),
        "tuple": attr.string(mandatory = True),
    },
)
