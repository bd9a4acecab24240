"""The programs that build scripts can be given: one row each.

    load("//build/programs:table.bzl", "PROGRAMS")

- `PROGRAMS`: {name: row}; a row's set of packages is thirdparty/debian/program_<name>.yaml;
- `with_needed`: some of them, and what they start;
- `environment`: the variables by which crates look for them.
"""

visibility(["//build/crates/...", "//build/private/...", "//build/programs/...", "//tests/..."])

# Of busybox: the shell, and what POSIX has Makefiles and configure scripts start. No `ar`, as the build has one.
_UTILITIES = [
    "[",
    "awk",
    "basename",
    "bzip2",
    "cat",
    "chmod",
    "cmp",
    "cp",
    "cut",
    "date",
    "dd",
    "diff",
    "dirname",
    "du",
    "echo",
    "ed",
    "egrep",
    "env",
    "expand",
    "expr",
    "factor",
    "false",
    "fgrep",
    "find",
    "fold",
    "getopt",
    "grep",
    "gunzip",
    "gzip",
    "head",
    "hostname",
    "id",
    "ln",
    "ls",
    "md5sum",
    "mkdir",
    "mkfifo",
    "mktemp",
    "mv",
    "nl",
    "nproc",
    "od",
    "paste",
    "patch",
    "printf",
    "pwd",
    "readlink",
    "realpath",
    "rm",
    "rmdir",
    "sed",
    "seq",
    "sh",
    "sha1sum",
    "sha256sum",
    "shuf",
    "sleep",
    "sort",
    "stat",
    "strings",
    "tac",
    "tail",
    "tar",
    "tee",
    "test",
    "timeout",
    "touch",
    "tr",
    "true",
    "tty",
    "uname",
    "unexpand",
    "uniq",
    "unxz",
    "unzip",
    "wc",
    "which",
    "whoami",
    "xargs",
    "xz",
    "xzcat",
    "yes",
    "zcat",
]

def _row(links = {}, kept = [], needs = [], env = {}):
    """A row.

    Args:
      links: {further name of a program in usr/bin: the program}.
      kept: what of `usr`, besides the program and its libraries, it reads: beginnings of paths; {tuple} is Debian's
        name of the CPU.
      needs: programs that it starts by their names.
      env: variables that build scripts find it by; {usr} is its `usr`, {tuple} as above, {sh} the shell, {true} a program that does nothing.

    Returns:
      A struct of these.
    """
    return struct(env = env, kept = kept, links = links, needs = needs)

PROGRAMS = {
    "busybox": _row(links = {name: "busybox" for name in _UTILITIES}),
    # The crate cmake and cmake itself read these. Without the second, cmake looks for libraries of the machine.
    "cmake": _row(
        env = {"CMAKE": "{usr}/bin/cmake", "CMAKE_GENERATOR": "Unix Makefiles", "CMAKE_TOOLCHAIN_FILE": "{cmake}"},
        kept = ["share/cmake-"],
        needs = ["make"],
    ),
    # make has /bin/sh compiled in, and Makefiles of cmake name it; a variable of the command line wins over both.
    "make": _row(
        env = {
            "GNUMAKEFLAGS": "SHELL={sh}",
            "MAKE": "{usr}/bin/make",
            # llvm-ar writes the index itself.
            "RANLIB": "{true}",
            # The date that programs write into what they make (the SOURCE_DATE_EPOCH specification).
            "SOURCE_DATE_EPOCH": "0",
        },
        needs = ["busybox"],
    ),
    # nasm-rs reads it.
    "nasm": _row(env = {"NASM": "{usr}/bin/nasm"}),
    # openssl-src reads the first. perl looks for modules in folders of the machine, but in these before.
    "perl": _row(
        env = {
            "PERL": "{usr}/bin/perl",
            "PERL5LIB": "{usr}/lib/{tuple}/perl-base:{usr}/lib/{tuple}/perl/5.36:{usr}/share/perl/5.36",
        },
        kept = ["lib/{tuple}/perl", "share/perl/"],
    ),
    # The crate pkg-config reads it. What it finds is of `pgrx.libraries`.
    "pkgconf": _row(env = {"PKG_CONFIG": "{usr}/bin/pkgconf"}, links = {"pkg-config": "pkgconf"}),
    # prost-build reads both.
    "protoc": _row(
        env = {"PROTOC": "{usr}/bin/protoc", "PROTOC_INCLUDE": "{usr}/include"},
        kept = ["include/google/"],
    ),
}

def with_needed(names):
    """Programs, and what they start.

    Args:
      names: of programs.

    Returns:
      A sorted list of names.
    """
    found = {name: True for name in names}
    for _ in PROGRAMS:
        for name in found.keys():
            found |= {needed: True for needed in PROGRAMS[name].needs}
    return sorted(found)

def environment(names):
    """The variables of some programs.

    Args:
      names: of programs.

    Returns:
      A sorted list of names of variables.
    """
    return sorted({variable: True for name in names for variable in PROGRAMS[name].env})
