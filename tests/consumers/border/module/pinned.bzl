"""Rules that reach a target as rules_pgrx's own do."""

load("@rules_pgrx//platforms:pinned.bzl", "pinned")
load("@rules_pgrx//platforms:shipped.bzl", "shipped_transition")
load("@rules_pgrx//platforms:tools.bzl", "tools")

def _files_impl(ctx):
    return [DefaultInfo(files = depset(ctx.files.target))]

def _rule(cfg):
    return rule(
        implementation = _files_impl,
        attrs = {
            "platform": attr.label(),
            "target": attr.label(cfg = cfg),
        },
    )

# Compiled as an extension, for the platform of the command line.
extension = _rule(pinned)

# Compiled as what ships for `platform`.
shipped = _rule(shipped_transition)

# Compiled as a program that rules of rules_pgrx run.
tool = _rule(tools)
