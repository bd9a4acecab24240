"""digest_list: what was built, as a text that can be compared with another machine's."""

load("//platforms:tools.bzl", "tools")

def _pair(file):
    return [file.short_path, file.path]

def _digest_list_impl(ctx):
    files = depset(transitive = [target[DefaultInfo].files for target in ctx.attr.srcs])
    out = ctx.actions.declare_file(ctx.label.name + ".sha256")
    args = ctx.actions.args()
    args.add(out)
    args.add_all(files, map_each = _pair)
    args.set_param_file_format("multiline")
    args.use_param_file("@%s", use_always = True)
    ctx.actions.run(
        executable = ctx.executable._digests,
        arguments = [args],
        inputs = files,
        outputs = [out],
        mnemonic = "Digests",
        progress_message = "Listing the digests of %{label}",
    )
    return [DefaultInfo(files = depset([out]))]

digest_list = rule(
    implementation = _digest_list_impl,
    doc = """Lists the SHA-256 of files, as sha256sum(1) does.

The list is `<name>.sha256`: a line per file, sorted, with the path below `bazel-bin`.""",
    attrs = {
        "srcs": attr.label_list(allow_files = True, doc = "Targets whose files are listed; of folders, each file.", mandatory = True),
        "_digests": attr.label(cfg = tools, default = "//src/tools/digests", executable = True),
    },
)
