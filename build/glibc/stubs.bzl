"""glibc_stubs: the C library of the target's sysroot as it was in an older release, to link with.

    libc.so.6, libm.so.6, ... of the sysroot --src/tools/glibc_stubs--> <name>/ libc.so.6, libc.so, ...
    compat/*.c --clang of the target--> members of its libc_nonshared.a --+
"""

load("@bazel_skylib//rules:common_settings.bzl", "BuildSettingInfo")
load("@rules_cc//cc:defs.bzl", "cc_common")
load("@rules_cc//cc:find_cc_toolchain.bzl", "find_cc_toolchain", "use_cc_toolchain")
load("//platforms:arches.bzl", "arch_of")
load("//platforms:cpu.bzl", "target_cpu")
load("//platforms:glibc.bzl", "before", "floor_of")
load("//platforms:postgres.bzl", "SUITES", "suite_of")
load("//platforms:tools.bzl", "tools")

GlibcStubsInfo = provider(
    doc = "Libraries to link with, of an older glibc than the sysroot's.",
    fields = {
        "floor": "That glibc's version, a string.",
        "folder": "File: the folder for `-L`.",
        "newer": "File: the symbols that came later, with library and version.",
    },
)

# Files of compat/, and the release that has as symbols of its own what is in them.
_COMPAT = {
    "clocks": "2.30",
    "fcntl": "2.28",
    "mknod": "2.33",
    "numbers": "2.38",
    "scanf": "2.38",
    "stat": "2.33",
    "threads": "2.32",
    "time": "2.34",
}

def _members(ctx, arch, floor):
    """What the linked library gets of its own, compiled."""
    cc_toolchain = find_cc_toolchain(ctx)
    features = cc_common.configure_features(ctx = ctx, cc_toolchain = cc_toolchain)
    objects = []
    for source in ctx.files._compat:
        name = source.basename.removesuffix(".c")
        if not source.basename.endswith(".c") or not before(floor, _COMPAT[name]):
            continue
        _, compiled = cc_common.compile(
            actions = ctx.actions,
            cc_toolchain = cc_toolchain,
            feature_configuration = features,
            name = "{}_{}".format(ctx.label.name, name),
            private_hdrs = [file for file in ctx.files._compat if file.basename.endswith(".h")],
            srcs = [source],
            user_compile_flags = [
                "-O2",
                "-fPIC",
                # They are named like functions that a compiler knows.
                "-fno-builtin",
                "-w",
                "-DSTAT_VERSION={}".format(arch.stat[0]),
                "-DMKNOD_VERSION={}".format(arch.stat[1]),
            ],
        )
        objects += compiled.pic_objects or compiled.objects
    return objects

def _glibc_stubs_impl(ctx):
    arch = arch_of(ctx.attr.cpu)
    floor = floor_of(ctx.label, ctx.attr._asked[BuildSettingInfo].value or ctx.attr.glibc, arch, suite_of(ctx.attr.suite))
    folder = ctx.actions.declare_directory(ctx.label.name)
    newer = ctx.actions.declare_file(ctx.label.name + ".newer")
    members = _members(ctx, arch, floor)
    nonshared = [file for file in ctx.files.libc if file.extension == "a"]
    args = ctx.actions.args()
    args.add("--floor", floor)
    args.add_all([file for file in ctx.files.libc if file not in nonshared], before_each = "--library")
    args.add_all(nonshared, before_each = "--nonshared")
    args.add_all(members, before_each = "--member")
    args.add("--loader", arch.loader)
    args.add_all("--out", [folder], expand_directories = False)
    args.add("--newer", newer)
    ctx.actions.run(
        executable = ctx.executable._glibc_stubs,
        arguments = [args],
        inputs = ctx.files.libc + members,
        outputs = [folder, newer],
        mnemonic = "GlibcStubs",
        progress_message = "Writing stubs of glibc {} for {}".format(floor, arch.cpu),
        env = {},
        toolchain = None,
    )
    return [
        DefaultInfo(files = depset([folder])),
        GlibcStubsInfo(floor = floor, folder = folder, newer = newer),
    ]

_glibc_stubs = rule(
    implementation = _glibc_stubs_impl,
    doc = "See the macro glibc_stubs.",
    attrs = {
        "cpu": attr.string(mandatory = True),
        "glibc": attr.string(),
        "libc": attr.label(default = "//build/sysroot:libc"),
        "suite": attr.string(mandatory = True),
        "_asked": attr.label(default = "//platforms:glibc"),
        "_compat": attr.label_list(
            allow_files = True,
            default = ["//build/glibc:compat/hidden.h"] + ["//build/glibc:compat/{}.c".format(name) for name in _COMPAT],
        ),
        "_glibc_stubs": attr.label(default = "//src/tools/glibc_stubs", executable = True, cfg = tools),
    },
    fragments = ["cpp"],
    toolchains = use_cc_toolchain(mandatory = True),
)

def glibc_stubs(name, glibc = "", **kwargs):
    """Writes stubs of the target platform's C library.

    Args:
      name: the target's name.
      glibc: the release; the default of the CPU where empty. What a `pgrx_release` asks for comes first.
      **kwargs: common attributes.
    """
    _glibc_stubs(
        name = name,
        cpu = target_cpu(),
        glibc = glibc,
        suite = select({Label("//platforms:suite_" + suite.name): suite.name for suite in SUITES}),
        **kwargs
    )
