"""Which crates get the C++ standard library: those whose build script compiles C++.

A crate that has none of it sees none of it: 800 files, and a package to download.
"""

load(":attributes.bzl", "script_crates")

visibility(["//build/crates/..."])

# Sources that compilers take for C++ by their names, and crates that write some.
_FILES = ["**/*." + extension for extension in ["C", "c++", "cc", "cpp", "cxx"]]
_WRITERS = ["autocxx-build", "cpp_build", "cxx-build"]

# What compiles such files in build scripts.
_COMPILERS = ["cc", "cmake"]

# By the text that annotations have of it.
_LIBRARY = str(Label("//build/sysroot:cplusplus"))

def cplusplus_of(crates, variant, annotation):
    """The C++ standard library for a crate, to be called in the package of its files.

    Args:
      crates: the universe's table.
      variant: the row's variant, with a build script.
      annotation: what the user says of the crate; C++ is asked for by the library in `deps`.

    Returns:
      A list of one label, for `deps` and, as a build script's, `toolchains`; empty where neither that nor the crate's
      files and its build script's dependencies tell of C++.
    """
    if _LIBRARY in annotation.get("deps", []):
        return [_LIBRARY]
    used = script_crates(crates, variant)
    if [crate for crate in used if crate in _WRITERS]:
        return [_LIBRARY]
    if [crate for crate in used if crate in _COMPILERS] and native.glob(_FILES, allow_empty = True):
        return [_LIBRARY]
    return []
