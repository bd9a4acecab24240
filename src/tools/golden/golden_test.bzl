"""golden_test: a generated file equals the committed one."""

load("//build/starter:starter.bzl", "renewal", "starter")
load("//platforms:tools.bzl", "tools")

def _golden_test_impl(ctx):
    script = starter(ctx, ctx.executable._golden, [
        "--golden",
        "{}/{}".format(ctx.label.package, ctx.attr.golden),
        "--generated",
        ctx.file.generated.short_path,
        "--renew-command",
        renewal(ctx),
    ])
    runfiles = ctx.runfiles([ctx.file.generated] + ctx.files.committed)
    return [DefaultInfo(
        executable = script,
        runfiles = runfiles.merge(ctx.attr._golden[0][DefaultInfo].default_runfiles),
    )]

_golden_test = rule(
    implementation = _golden_test_impl,
    test = True,
    attrs = {
        "committed": attr.label_list(allow_files = True),
        "generated": attr.label(allow_single_file = True, mandatory = True),
        "golden": attr.string(mandatory = True),
        "_golden": attr.label(default = "//src/tools/golden", executable = True, cfg = tools),
    },
)

def golden_test(name, generated, golden, size = "small", **kwargs):
    """Compares a generated text file with a committed one.

    `./tools/bazel run <this test> -- --update` writes the committed one, which need not
    exist before.

    Args:
      name: the test's name.
      generated: the generated file.
      golden: the committed file's path in this package.
      size: of the test.
      **kwargs: common test attributes.
    """
    _golden_test(
        name = name,
        committed = native.glob([golden], allow_empty = True),
        generated = generated,
        golden = golden,
        size = size,
        **kwargs
    )
