"""run_oci: one action of src/tools/oci."""

load("//platforms:tools.bzl", "tools")

visibility(["//build/image/...", "//images/..."])

OCI = attr.label(
    cfg = tools,
    default = "//src/tools/oci",
    executable = True,
)

def write_spec(ctx, spec):
    """Writes what a subcommand works on.

    Args:
      ctx: the rule's context.
      spec: what becomes the JSON; the fields are described in src/tools/oci.

    Returns:
      The file.
    """
    file = ctx.actions.declare_file(ctx.label.name + ".spec.json")
    ctx.actions.write(file, json.encode_indent(spec) + "\n")
    return file

def run_oci(ctx, subcommand, arguments, inputs, outputs, message):
    """Declares an action.

    Args:
      ctx: the rule's context, with OCI as attribute `_oci`.
      subcommand: of the program.
      arguments: [(flag, File or string)].
      inputs: list of File, or a depset.
      outputs: list of File.
      message: what it does, for `progress_message`.
    """
    args = ctx.actions.args()
    args.add(subcommand)
    for flag, value in arguments:
        if type(value) == "File" and value.is_directory:
            args.add_all(flag, [value], expand_directories = False)
        else:
            args.add(flag, value)
    ctx.actions.run(
        executable = ctx.executable._oci,
        arguments = [args],
        inputs = inputs,
        outputs = outputs,
        mnemonic = "Oci" + subcommand.title(),
        progress_message = message + " of %{label}",
        env = {},
    )
