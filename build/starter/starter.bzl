"""starter: a program with its first arguments, as one executable; renewal: a test as a command."""

load("//build/debian:here.bzl", "run_text", "target_text")

def starter(ctx, program, arguments):
    """Declares the script `<name>`, which starts a program in the runfiles.

    Args:
      ctx: the rule's context.
      program: File: what to start; None where the script's own first argument is the program.
      arguments: list of strings, as the program is to see them, `File.short_path` among
        them; the script's own arguments follow.

    Returns:
      The script, for DefaultInfo's `executable`.
    """
    script = ctx.actions.declare_file(ctx.label.name)
    words = ([program.short_path] if program else []) + arguments
    ctx.actions.write(
        script,
        "#!/bin/sh\nexec {}\"$@\"\n".format("".join([_quoted(word) + " " for word in words])),
        is_executable = True,
    )
    return script

def renewal(ctx, *arguments):
    """The command that renews what a test compares, for its messages.

    Args:
      ctx: the test's context.
      *arguments: what follows `--update`.

    Returns:
      `<bazel> run <the test> -- --update <arguments>`.
    """
    words = [run_text(target_text(ctx.label)), "--", "--update"]
    return " ".join(words + list(arguments))

def _quoted(word):
    return "'{}'".format(word.replace("'", "'\\''"))
