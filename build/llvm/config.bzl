"""What clang and lld are told, for one (execution CPU, target, suite)."""

load("@rules_cc//cc:action_names.bzl", "ACTION_NAMES", "ALL_CC_COMPILE_ACTION_NAMES", "ALL_CC_LINK_ACTION_NAMES")
load("@rules_cc//cc:cc_toolchain_config_lib.bzl", "action_config", "feature", "flag_group", "flag_set", "tool", "with_feature_set")
load("@rules_cc//cc:defs.bzl", "CcToolchainConfigInfo", "cc_common")

_LINK_IMPLIES = [
    "strip_debug_symbols",
    "output_execpath_flags",
    "runtime_library_search_directories",
    "library_search_directories",
    "libraries_to_link",
    "force_pic_flags",
    "user_link_flags",
    "linker_param_file",
]

_SHARED_LINK_IMPLIES = ["shared_flag"] + _LINK_IMPLIES

def _actions(ctx):
    clang = ctx.file.clang

    def action(name, executable, implies = []):
        return action_config(action_name = name, tools = [tool(tool = executable)], implies = implies)

    compile_implies = ["user_compile_flags", "compiler_input_flags", "compiler_output_flags"]
    return [
        action(name, clang, compile_implies)
        for name in ALL_CC_COMPILE_ACTION_NAMES
    ] + [
        action(ACTION_NAMES.cpp_link_executable, clang, _LINK_IMPLIES),
        action(ACTION_NAMES.cpp_link_dynamic_library, clang, _SHARED_LINK_IMPLIES),
        action(ACTION_NAMES.cpp_link_nodeps_dynamic_library, clang, _SHARED_LINK_IMPLIES),
        action(ACTION_NAMES.cpp_link_static_library, ctx.file.ar, ["archiver_flags", "linker_param_file"]),
        action(ACTION_NAMES.strip, ctx.file.strip),
        action(ACTION_NAMES.objcopy_embed_data, ctx.file.objcopy),
    ]

def _flags(name, actions, flags, mode = None, enabled = True):
    return feature(
        name = name,
        enabled = enabled,
        flag_sets = [flag_set(
            actions = actions,
            flag_groups = [flag_group(flags = flags)],
            with_features = [with_feature_set(features = [mode])] if mode else [],
        )],
    )

def _features(ctx):
    return [
        feature(name = "opt"),
        feature(name = "dbg"),
        feature(name = "fastbuild"),
        feature(name = "supports_pic", enabled = True),
        feature(name = "supports_start_end_lib", enabled = True),
        _flags("target", ALL_CC_COMPILE_ACTION_NAMES + ALL_CC_LINK_ACTION_NAMES, [
            "--target=" + ctx.attr.tuple,
        ]),
        # Headers and lld are looked for beside the clang that was started, not beside what its path
        # resolves to, so that paths stay inside the action. What takes the flag for its own turns it off.
        _flags("as_started", ALL_CC_COMPILE_ACTION_NAMES + ALL_CC_LINK_ACTION_NAMES, ["-no-canonical-prefixes"]),
        _flags("reproducible", ALL_CC_COMPILE_ACTION_NAMES, [
            "-ffile-compilation-dir=.",
            "-Wno-builtin-macro-redefined",
            "-D__DATE__=\"redacted\"",
            "-D__TIME__=\"redacted\"",
            "-D__TIMESTAMP__=\"redacted\"",
        ]),
        _flags("optimised", ALL_CC_COMPILE_ACTION_NAMES, [
            "-O2",
            "-DNDEBUG",
            "-ffunction-sections",
            "-fdata-sections",
        ], mode = "opt"),
        _flags("debuggable", ALL_CC_COMPILE_ACTION_NAMES, ["-g"], mode = "dbg"),
    ] + ([_flags("level", ALL_CC_COMPILE_ACTION_NAMES, ctx.attr.level_flags)] if ctx.attr.level_flags else []) + [
        _flags("lld", ALL_CC_LINK_ACTION_NAMES, [
            "-fuse-ld=lld",
            # Debian's hardening: PostgreSQL's own modules have both.
            "-Wl,-z,relro",
            "-Wl,-z,now",
        ]),
    ]

def _cc_toolchain_config_impl(ctx):
    return cc_common.create_cc_toolchain_config_info(
        ctx = ctx,
        toolchain_identifier = ctx.label.name,
        compiler = "clang",
        target_cpu = ctx.attr.cpu,
        target_libc = "glibc",
        target_system_name = ctx.attr.tuple,
        builtin_sysroot = ctx.attr.sysroot.label.workspace_root,
        cxx_builtin_include_directories = [
            "%sysroot%/usr/include",
            ctx.file.clang.dirname.removesuffix("/bin") + "/lib/clang",
        ],
        action_configs = _actions(ctx),
        features = _features(ctx),
    )

cc_toolchain_config = rule(
    implementation = _cc_toolchain_config_impl,
    doc = "Configures clang as a C toolchain against one sysroot.",
    attrs = {
        "ar": attr.label(allow_single_file = True, mandatory = True),
        "clang": attr.label(allow_single_file = True, mandatory = True),
        "cpu": attr.string(mandatory = True, doc = "Bazel's name of the target CPU."),
        "level_flags": attr.string_list(doc = "clang's flags for the CPU level of the target platform."),
        "objcopy": attr.label(allow_single_file = True, mandatory = True),
        "strip": attr.label(allow_single_file = True, mandatory = True),
        "sysroot": attr.label(mandatory = True, doc = "Any target of the sysroot's repository."),
        "tuple": attr.string(mandatory = True, doc = "clang's --target."),
    },
    provides = [CcToolchainConfigInfo],
)
