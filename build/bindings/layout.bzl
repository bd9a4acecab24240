"""pg_layout: what a target's compiler and bindgen made of PostgreSQL's headers, as text.

    layout.c --clang of the target--> object --+
    PgBindingsInfo.raw ------------------------+--layout_facts--> <name>.txt
"""

load("@rules_cc//cc:defs.bzl", "CcInfo", "cc_common")
load("@rules_cc//cc:find_cc_toolchain.bzl", "find_cc_toolchain", "use_cc_toolchain")
load("//platforms:tools.bzl", "tools")
load(":info.bzl", "PgBindingsInfo")

def _pg_layout_impl(ctx):
    cc_toolchain = find_cc_toolchain(ctx)
    _, compiled = cc_common.compile(
        actions = ctx.actions,
        cc_toolchain = cc_toolchain,
        compilation_contexts = [ctx.attr._postgres[CcInfo].compilation_context],
        feature_configuration = cc_common.configure_features(ctx = ctx, cc_toolchain = cc_toolchain),
        name = ctx.label.name,
        srcs = [ctx.file._source],
        # The headers' own warnings are not ours to mend.
        user_compile_flags = ["-w"],
    )
    object = (compiled.pic_objects or compiled.objects)[0]
    raw = ctx.attr.bindings[PgBindingsInfo].raw
    facts = ctx.actions.declare_file(ctx.label.name + ".txt")
    args = ctx.actions.args()
    args.add("--object", object)
    args.add("--raw", raw)
    args.add("--out", facts)
    ctx.actions.run(
        executable = ctx.executable._layout_facts,
        arguments = [args],
        inputs = [object, raw],
        outputs = [facts],
        mnemonic = "PgLayoutFacts",
        env = {},
        toolchain = None,
    )
    return [DefaultInfo(files = depset([facts]))]

pg_layout = rule(
    implementation = _pg_layout_impl,
    doc = "Writes the layout facts of the target platform's PostgreSQL: sizes, alignments, byte order, counts.",
    attrs = {
        "bindings": attr.label(mandatory = True, providers = [PgBindingsInfo], doc = "The bindings, to count in."),
        "_layout_facts": attr.label(default = "//src/tools/layout_facts", executable = True, cfg = tools),
        "_postgres": attr.label(default = "//build/postgres", providers = [CcInfo]),
        "_source": attr.label(default = ":layout.c", allow_single_file = True),
    },
    fragments = ["cpp"],
    toolchains = use_cc_toolchain(mandatory = True),
)
