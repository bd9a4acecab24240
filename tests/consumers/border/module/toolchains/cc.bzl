"""The configuration of a C++ toolchain that compiles nothing."""

load("@rules_cc//cc:action_names.bzl", "ALL_CC_COMPILE_ACTION_NAMES", "ALL_CC_LINK_ACTION_NAMES")
load("@rules_cc//cc:cc_toolchain_config_lib.bzl", "action_config", "tool")
load("@rules_cc//cc:defs.bzl", "CcToolchainConfigInfo", "cc_common")

def _own_cc_config_impl(ctx):
    return cc_common.create_cc_toolchain_config_info(
        ctx = ctx,
        toolchain_identifier = "own",
        compiler = "own",
        target_cpu = "own",
        target_libc = "own",
        target_system_name = "own",
        action_configs = [
            action_config(action_name = name, tools = [tool(tool = ctx.file._clang)])
            for name in ALL_CC_COMPILE_ACTION_NAMES + ALL_CC_LINK_ACTION_NAMES
        ],
    )

own_cc_config = rule(
    implementation = _own_cc_config_impl,
    attrs = {"_clang": attr.label(allow_single_file = True, default = ":own_clang")},
    provides = [CcToolchainConfigInfo],
)
