"""`@machine`: the machine that Bazel runs on, and what the user who builds may do there.

    :exec   the platform of the machine's CPU, `//platforms:exec_<cpu>`
    :root   met where Bazel runs as root and every uid exists (user_namespaces(7))

A test that needs root says `target_compatible_with = ["@pinned//machine:root"]`; elsewhere
Bazel skips it and says so.
"""

load("//build/debian:machine.bzl", "machine_of")

_MET = "@platforms//os:linux"
_NOT_MET = "@platforms//:incompatible"

# The mapping of a process in no user namespace: each of the 2^32 - 1 uids to itself.
_ALL_UIDS = ["0", "0", "4294967295"]

def _words(rctx, path):
    text = rctx.read(path, watch = "no")
    return [word for word in text.replace("\n", " ").replace("\t", " ").split(" ") if word]

def _is_root(rctx):
    status = _words(rctx, "/proc/self/status")
    return status[status.index("Uid:") + 2] == "0" and _words(rctx, "/proc/self/uid_map") == _ALL_UIDS

def _machine_repo_impl(rctx):
    rctx.file("BUILD.bazel", _BUILD.format(
        exec = Label("//platforms:exec_" + machine_of(rctx).cpu),
        root = _MET if _is_root(rctx) else _NOT_MET,
    ))

_BUILD = """
package(default_visibility = ["//visibility:public"])

alias(
    name = "exec",
    actual = "{exec}",
)

alias(
    name = "root",
    actual = "{root}",
)
"""

machine_repo = repository_rule(
    implementation = _machine_repo_impl,
    doc = "Looks at the machine and the user that run Bazel.",
    # Anew for each server: the next one may be another user's.
    local = True,
)
