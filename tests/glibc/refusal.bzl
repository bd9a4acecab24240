"""gate_refusal_test: what a build's own check of an extension says; unasked_gate: one that fails no build."""

load("//build/extension:gate.bzl", "GATE_ATTRIBUTES", "gate")
load("//build/glibc:stubs.bzl", "GlibcStubsInfo")
load("//build/starter:starter.bzl", "starter")
load("//platforms:shipped.bzl", "shipped_transition")

def _unasked_gate_impl(ctx):
    gate(ctx, ctx.attr.stubs[GlibcStubsInfo])
    return [DefaultInfo()]

_unasked_gate = rule(
    implementation = _unasked_gate_impl,
    attrs = GATE_ATTRIBUTES | {
        "cdylib": attr.label_list(mandatory = True),
        "stubs": attr.label(default = "//build/glibc:stubs"),
    },
    doc = "The check of a pgrx_extension's library, which no build asks for: one that fails would fail its test's build too.",
)

def unasked_gate(name, extension):
    """Declares the check of an extension of this package.

    Args:
      name: the target's name.
      extension: the pgrx_extension's name.
    """
    _unasked_gate(name = name, cdylib = [":{}_cdylib".format(extension)], tags = ["manual"])

_GateInfo = provider(
    doc = "The check of an extension, as the build would run it.",
    fields = {"action": "Action.", "validation": "What a build asks for unasked: a list of File."},
)

def _gate_aspect_impl(target, _ctx):
    groups = target[OutputGroupInfo] if OutputGroupInfo in target else None
    return [_GateInfo(
        action = [action for action in target.actions if action.mnemonic == "ElfGate"][0],
        validation = groups._validation.to_list() if groups and hasattr(groups, "_validation") else [],
    )]

_gate_aspect = aspect(implementation = _gate_aspect_impl)

def _is_runfiles(path):
    """Whether what Bazel calls a file stands for the runfiles of a program."""
    return "/_middlemen/" in path or path.endswith(".runfiles")

def _gate_refusal_test_impl(ctx):
    info = ctx.attr.gate[0][_GateInfo]
    outputs = info.action.outputs.to_list()
    if ctx.attr.asked and info.validation != outputs:
        fail("{}: the check's report is not in the output group `_validation`, so nothing runs it".format(ctx.label))
    inputs = [file for file in info.action.inputs.to_list() if not _is_runfiles(file.path)]
    places = {file.path: file.short_path for file in inputs} | {file.path: file.basename for file in outputs}
    arguments = [ctx.file.said.short_path, ctx.attr.doctor]
    arguments += [places.get(word, word) for word in info.action.argv]
    program = ctx.attr._program[DefaultInfo]
    return [DefaultInfo(
        executable = starter(ctx, program.files_to_run.executable, arguments),
        runfiles = ctx.runfiles(inputs + [ctx.file.said]).merge(program.default_runfiles),
    )]

gate_refusal_test = rule(
    implementation = _gate_refusal_test_impl,
    doc = "Runs a check as the build does, and compares what it says with `said`.",
    test = True,
    attrs = {
        "asked": attr.bool(doc = "Whether builds have to ask for it: it is a pgrx_extension's own."),
        "doctor": attr.string(doc = "`<old>=<new>`, of one length: what is replaced in the library first."),
        "gate": attr.label(aspects = [_gate_aspect], cfg = shipped_transition, mandatory = True, doc = "A pgrx_extension or an unasked_gate."),
        "glibc": attr.string(),
        "platform": attr.label(mandatory = True),
        "said": attr.label(allow_single_file = [".txt"], mandatory = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_program": attr.label(default = ":refusal", executable = True, cfg = "target"),
    },
)
