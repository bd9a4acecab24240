"""What tests of packages are given: a key that anybody can make, the value of a flag."""

load("@bazel_skylib//rules:common_settings.bzl", "BuildSettingInfo")
load("//platforms:tools.bzl", "tools")

def _test_key_impl(ctx):
    key = ctx.actions.declare_file(ctx.label.name + ".rsa")
    ctx.actions.run(
        executable = ctx.executable.program,
        arguments = [key.path],
        outputs = [key],
        mnemonic = "TestKey",
        env = {},
    )
    return [DefaultInfo(files = depset([key]), runfiles = ctx.runfiles([key]))]

test_key = rule(
    implementation = _test_key_impl,
    doc = "A key that anybody can make: for tests of signing, not for signing.",
    attrs = {"program": attr.label(cfg = tools, executable = True, mandatory = True)},
)

def _flag_file_impl(ctx):
    file = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(file, ctx.attr.flag[BuildSettingInfo].value)
    return [DefaultInfo(files = depset([file]), runfiles = ctx.runfiles([file]))]

flag_file = rule(
    implementation = _flag_file_impl,
    doc = "A file that holds the value of a string_flag.",
    attrs = {"flag": attr.label(mandatory = True, providers = [BuildSettingInfo])},
)
