"""build_script_programs: what a build script has on its PATH, in place of the machine's folders.

    programs --> $(PROGRAMS_PATH): usr/bin of each, then stubs of those that weren't given, which say
                                   what to write
             --> $(PROGRAM_<variable>), for the variables that crates look for them by
             --> a toolchain file for cmake, by which it asks for no library of the machine

A target of it is named in `toolchains` of the build script.
"""

load("//platforms:arches.bzl", "arch_of")
load(":program.bzl", "ProgramInfo")
load(":table.bzl", "PROGRAMS")

visibility(["//build/crates/..."])

# What finds libraries of the system is no program that could be given, but has a stub.
_STUBS = ["pkg-config"]

# CMAKE_SYSTEM_NAME makes it cross-compile, also for the CPU that builds: nothing of the target is run
# (cmake-toolchains(7)). Then where find_package, find_library and so on look: what is left is CMAKE_PREFIX_PATH,
# <package>_ROOT and what the project itself names; not the folders beside those of PATH, where libraries of programs
# are. clang++ links C++'s library, clang doesn't. Where there is none, C++ isn't tried: a project that names no
# languages asks for it, too.
_TOOLCHAIN = """\
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR {uname})
set(CMAKE_C_COMPILER "$ENV{{CC}}")
set(CMAKE_CXX_COMPILER "$ENV{{CXX}}")
if(EXISTS "$ENV{{CXX}}++")
  set(CMAKE_CXX_COMPILER "$ENV{{CXX}}++")
endif()
set(CMAKE_CXX_COMPILER_WORKS TRUE)
set(CMAKE_FIND_USE_CMAKE_SYSTEM_PATH FALSE)
set(CMAKE_FIND_USE_SYSTEM_ENVIRONMENT_PATH FALSE)
string(REPLACE ":" ";" CMAKE_PROGRAM_PATH "$ENV{{PATH}}")
set(CMAKE_FIND_USE_PACKAGE_REGISTRY FALSE)
set(CMAKE_FIND_USE_SYSTEM_PACKAGE_REGISTRY FALSE)
set(CMAKE_EXPORT_NO_PACKAGE_REGISTRY TRUE)
"""

def _in_root(path):
    """A path that the runner of build scripts makes absolute."""
    return "$${pwd}/" + path

def _stubs(ctx, given):
    """Programs that say what to write, in a folder: those that weren't given."""
    stubs = []
    for name in PROGRAMS.keys() + _STUBS:
        if name not in given:
            stub = ctx.actions.declare_file("{}/stubs/{}".format(ctx.label.name, name))
            ctx.actions.symlink(output = stub, target_file = ctx.executable._stub, is_executable = True)
            stubs.append(stub)
    return stubs

def _build_script_programs_impl(ctx):
    programs = {target[ProgramInfo].name: target[ProgramInfo] for target in ctx.attr.programs}
    stubs = _stubs(ctx, programs)
    toolchain = ctx.actions.declare_file(ctx.label.name + ".cmake")
    ctx.actions.write(toolchain, _TOOLCHAIN.format(uname = arch_of(ctx.attr.cpu).uname if ctx.attr.cpu else ""))
    folders = [_in_root(program.usr + "/bin") for program in programs.values()] + [_in_root(stubs[0].dirname)]
    known = {
        "cmake": _in_root(toolchain.path),
    } | {
        name: _in_root("{}/bin/{}".format(programs["busybox"].usr, name)) if "busybox" in programs else ""
        for name in ["sh", "true"]
    }
    variables = {"PROGRAMS_PATH": ":".join(folders)}
    for program in programs.values():
        for variable, value in program.env.items():
            variables["PROGRAM_" + variable] = value.format(usr = _in_root(program.usr), **known)
    return [
        DefaultInfo(files = depset(
            stubs + ([toolchain] if "cmake" in programs else []),
            transitive = [target[DefaultInfo].files for target in ctx.attr.programs],
        )),
        platform_common.TemplateVariableInfo(variables),
    ]

build_script_programs = rule(
    implementation = _build_script_programs_impl,
    doc = "Programs for one build script, as its PATH and variables.",
    attrs = {
        "cpu": attr.string(doc = "Bazel's name of the target's CPU."),
        "programs": attr.label_list(cfg = "exec", doc = "Programs, with all that they start.", providers = [ProgramInfo]),
        "_stub": attr.label(cfg = "exec", default = "//src/tools/missing_program", executable = True),
    },
    provides = [platform_common.TemplateVariableInfo],
)
