"""The pinned patchelf, for repository rules that make Debian's programs start from any folder."""

load("//build/debian:machine.bzl", "machine_of")
load("//build/debian:packages.bzl", "open_packages")

visibility(["//build/llvm/...", "//build/programs/..."])

# Of the machine that Bazel runs on, whatever the programs run on, with its own
# copies of libraries: it must not rewrite files that it has mapped.
_FOLDER = "patchelf"

def open_patchelf(rctx, llvm_lock):
    """Places patchelf and what it links in the repository.

    Args:
      rctx: the repository context.
      llvm_lock: label of the lock that pins it, that of LLVM.

    Returns:
      A struct of `set_runpath(files, runpath)`, where files are paths and the RUNPATH is theirs from
      then on, and `close()`, which removes patchelf.
    """
    machine = machine_of(rctx)
    packages = open_packages(rctx, llvm_lock, machine.debian, ["libc6", "libgcc-s1", "libstdc++6", "patchelf"])
    packages.place("patchelf", {"usr/bin": _FOLDER})
    packages.place("libstdc++6", {"usr/lib/" + machine.tuple: _FOLDER})
    for name in ["libc6", "libgcc-s1"]:
        packages.place(name, {"lib/" + machine.tuple: _FOLDER})
    packages.close()
    folder = rctx.path(_FOLDER)
    words = [folder.get_child(machine.loader), "--library-path", folder, folder.get_child("patchelf")]

    def set_runpath(files, runpath):
        result = rctx.execute(words + ["--set-rpath", runpath] + [str(file) for file in files])
        if result.return_code:
            fail("{}: the pinned patchelf failed: {}".format(rctx.name, result.stderr))

    return struct(close = lambda: rctx.delete(_FOLDER), set_runpath = set_runpath)
