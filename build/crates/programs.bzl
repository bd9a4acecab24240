"""Which programs a crate's build script is given, and which build scripts see none of the machine's.

A crate whose build script starts none, as far as its dependencies and its text tell, sees none of it, and nothing is
fetched for it.
"""

load("//build/programs:path.bzl", "build_script_programs")
load("//build/programs:table.bzl", "PROGRAMS", "environment", "with_needed")
load("//platforms:cpu.bzl", "target_cpu")
load(":system.bzl", "FINDERS")

visibility(["//build/crates/...", "//tests/crates/..."])

ERROR_NO_SUCH_PROGRAM = """\
pgrx.annotation(crate = "{crate}"): `programs` has "{program}", and rules_pgrx has no such program.
To mend it: take some of {known}. Another one that a target of yours makes goes into `build_script_tools`."""

# Crates by which build scripts start programs: read in the version that is named.
_BY_CRATE = {
    # 0.2.7, src/lib.rs: `sh configure`, and make.
    "autotools": ["make"],
    # 0.1.58, src/lib.rs.
    "cmake": ["cmake"],
    # 0.3.2, src/lib.rs.
    "nasm-rs": ["nasm"],
    # 300.6.1, src/lib.rs: `perl Configure`, and make.
    "openssl-src": ["make", "perl"],
    # 0.14.6, src/config.rs; tonic's crates depend on it.
    "prost-build": ["protoc"],
    # 2.28.0, src/lib.rs: what protoc-rust and protoc-grpcio depend on.
    "protoc": ["protoc"],
}

# What loads libclang, for bindgen and others.
_LIBCLANG = "clang-sys"

# What has a stub alone, and finds a library of the system.
_FINDER = "pkg-config"

# What a build script's text is searched for. Shells are started by what is given a program anyway.
_NAMES = [name for name in PROGRAMS if name != "busybox"]

def check_programs(crate, names, fail = fail):
    """Fails where an annotation asks for a program that isn't there.

    Args:
      crate: the annotation's.
      names: its `programs`.
      fail: what to call with the text; tests pass their own.
    """
    for name in names:
        if name not in PROGRAMS:
            fail("\n" + ERROR_NO_SUCH_PROGRAM.format(
                crate = crate,
                known = ", ".join([repr(known) for known in sorted(PROGRAMS)]),
                program = name,
            ))

def programs_named(text):
    """The programs that a build script names.

    Args:
      text: the script's.

    Returns:
      A list of names.
    """
    return [name for name in _NAMES if "\"{}\"".format(name) in text]

def all_script_crates(crates, variant):
    """The crates that a build script depends on, and that these depend on.

    Args:
      crates: the universe's table.
      variant: the row's variant, with a build script.

    Returns:
      {name: True}.
    """
    found = {}
    front = variant["script"]["deps"].values()
    for _ in range(len(crates)):
        front = {target: True for target in front if target not in found}
        found |= front
        front = [
            target
            for above in front
            for externs in _variant(crates, above)["deps"].values()
            for target in externs.values()
        ]
        if not front:
            break
    return {crates[target.partition(":")[0]]["name"]: True for target in found}

def _variant(crates, target):
    id, _, name = target.partition(":")
    return crates[id]["variants"][name]

def programs_of(used, annotated, named):
    """The programs for a build script.

    Args:
      used: of `all_script_crates`.
      annotated: those that the user asks for.
      named: those that its text names.

    Returns:
      A sorted list of names; None where it starts none, and its PATH stays as it is.
    """
    given = annotated + [name for crate in used for name in _BY_CRATE.get(crate, [])]

    # What loads libclang looks for a clang on its PATH, and takes folders of headers from it.
    asks = bool([crate for crate in used if FINDERS.get(crate) == _FINDER or crate == _LIBCLANG])
    return with_needed(given) if given or named or asks else None

def runs_bindgen(used):
    """Whether a build script loads libclang, as bindgen does.

    Args:
      used: of `all_script_crates`.

    Returns:
      A bool.
    """
    return _LIBCLANG in used

def give_programs(name, programs, annotated):
    """Declares what is on a build script's PATH.

    Args:
      name: the target's name.
      programs: names, of `programs_of`.
      annotated: those of them that the user asked for.

    Returns:
      {variable: value} for the build script, which has to have the target in `toolchains`.
    """
    build_script_programs(
        name = name,
        cpu = target_cpu(otherwise = ""),
        programs = [Label("//build/programs:" + program) for program in programs],
        tags = ["manual"],
    )
    return {variable: "$(PROGRAM_{})".format(variable) for variable in environment(programs)} | {
        "PATH": "$(PROGRAMS_PATH)",
        "RULES_PGRX_PROGRAMS": ",".join(annotated),
    }
