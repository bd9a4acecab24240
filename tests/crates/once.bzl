"""compiled_once_test: what is compiled for a release beside what is compiled for another one."""

load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts")

_CompiledInfo = provider(
    doc = "What is compiled for a target, and for all that it is made of.",
    fields = {"outputs": "Depset of paths."},
)

# The programs that a build runs are of no crate universe.
_COMPILING = ["CargoBuildScriptRun", "CppCompile", "PgBindgen", "RustStd", "Rustc"]

def _compiled_impl(target, ctx):
    below = []
    for name in dir(ctx.rule.attr):
        value = getattr(ctx.rule.attr, name)
        targets = value.keys() if type(value) == "dict" else value if type(value) == "list" else [value]
        below += [it[_CompiledInfo].outputs for it in targets if type(it) == "Target" and _CompiledInfo in it]
    outputs = [
        file.path
        for action in getattr(target, "actions", [])
        if action.mnemonic in _COMPILING
        for file in action.outputs.to_list()
    ]
    return [_CompiledInfo(outputs = depset(outputs, transitive = below))]

_compiled = aspect(implementation = _compiled_impl, attr_aspects = ["*"])

def _is_apart(path):
    """Whether a file is what differs by its nature: the stubs, and rules_rust's own small program."""
    return "/build/glibc/" in path or "/external/rules_rust" in path

def _name(path):
    """A file's name without what comes after a dot, and without the number that rules_rust adds."""
    stem = path.rpartition("/")[2].partition(".")[0]
    start, _, number = stem.rpartition("-")
    return start if start and number.isdigit() else stem

def _compiled_once_test_impl(ctx):
    env = analysistest.begin(ctx)
    base = {path: True for path in ctx.attr.base[_CompiledInfo].outputs.to_list()}
    compiled = analysistest.target_under_test(env)[_CompiledInfo].outputs.to_list()
    more = [path for path in compiled if path not in base and not _is_apart(path)]
    asserts.true(env, len(base) > 100, "only {} files are compiled".format(len(base)))
    names = {_name(path): True for path in more}
    asserts.equals(env, ctx.attr.more, sorted(names))
    return analysistest.end(env)

compiled_once_test = analysistest.make(
    _compiled_once_test_impl,
    attrs = {
        "base": attr.label(aspects = [_compiled], mandatory = True, doc = "A release."),
        "more": attr.string_list(doc = "The files that are compiled for `target_under_test` beside those of `base`: their names less their ends, sorted."),
    },
    doc = "What is compiled for a release beside what is compiled for another one.",
    extra_target_under_test_aspects = [_compiled],
)
