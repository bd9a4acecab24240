"""What tests of packages are given: a key that anybody can make, the value of a flag."""

load("@bazel_skylib//rules:common_settings.bzl", "BuildSettingInfo", "string_flag")
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

_flag_file = rule(
    implementation = _flag_file_impl,
    doc = "A file that holds the value of a string_flag.",
    attrs = {"flag": attr.label(mandatory = True, providers = [BuildSettingInfo])},
)

def _given(name):
    """A constraint value that is never on a platform: Bazel says its name where it skips."""
    return "the_flag_{}_names_one".format(name)

def named_program(name):
    """Declares the flag `<name>` by which somebody names a program that isn't pinned.

    Also `<name>_path`, a file that holds what was named. Whatever takes the program is skipped without it:
    `skipped_without(name)`.

    Args:
      name: the flag's name.
    """
    string_flag(
        name = name,
        build_setting_default = "",
    )
    native.config_setting(
        name = "no_" + name,
        flag_values = {":" + name: ""},
    )
    _flag_file(
        name = name + "_path",
        flag = ":" + name,
    )
    native.constraint_setting(name = "given")
    native.constraint_value(
        name = _given(name),
        constraint_setting = ":given",
    )

def skipped_without(name):
    """`target_compatible_with` of what takes a named program.

    Args:
      name: the flag's name.

    Returns:
      A `select`.
    """
    return select({
        ":no_" + name: [":" + _given(name)],
        "//conditions:default": [],
    })
