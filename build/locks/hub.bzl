"""lock_hub: the repository `@<name>` of a tag with locks: what a macro declares, and `:update`, which renews them."""

load(":locks.bzl", "renew_text", "sets_of")

def _lock_hub_repo_impl(rctx):
    arguments = ["    {} = {},\n".format(name, repr(value)) for name, value in json.decode(rctx.attr.arguments).items()]
    rctx.file("BUILD.bazel", _BUILD.format(
        arguments = "".join(arguments),
        file = rctx.attr.file,
        folder = repr(rctx.attr.folder),
        macro = rctx.attr.macro,
        renew = repr(rctx.attr.renew),
        sets = rctx.attr.sets,
        update = Label(":update.bzl"),
    ))

_BUILD = """\
load("{file}", "{macro}")
load("{update}", "lock_update")

{macro}(
{arguments})

lock_update(
    name = "update",
    folder = {folder},
    renew = {renew},
    sets = {sets},
    tags = ["manual"],
)
"""

_lock_hub_repo = repository_rule(
    implementation = _lock_hub_repo_impl,
    doc = "Calls a macro, and names what renews the locks.",
    attrs = {
        "arguments": attr.string(doc = "Those of the macro, as JSON.", mandatory = True),
        "file": attr.string(doc = "The macro's, a label.", mandatory = True),
        "folder": attr.string(doc = "Folder of the locks, on this machine.", mandatory = True),
        "macro": attr.string(mandatory = True),
        "renew": attr.string(doc = "The command that renews the locks.", mandatory = True),
        "sets": attr.string_list(doc = "Names of the locks' sets.", mandatory = True),
    },
)

def lock_hub(mctx, tag, file, macro, arguments):
    """Declares it.

    Args:
      mctx: the module extension's context.
      tag: with `name` and `locks`, all in one folder.
      file: the macro's, a Label.
      macro: its name.
      arguments: {argument of the macro: what JSON can say}.
    """
    _lock_hub_repo(
        name = tag.name,
        arguments = json.encode(arguments),
        file = str(file),
        folder = str(mctx.path(tag.locks[0]).dirname),
        macro = macro,
        renew = renew_text(tag.name),
        sets = sets_of(tag.locks),
    )
