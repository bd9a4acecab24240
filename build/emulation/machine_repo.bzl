"""`@machine`: what the user who builds may do, as constraints for tests.

    :root   met where Bazel runs as root and every uid exists (user_namespaces(7))

A test that needs it says `target_compatible_with = ["@pinned//machine:root"]`; elsewhere
Bazel skips it and says so.
"""

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
    rctx.file("BUILD.bazel", _BUILD.format(root = _MET if _is_root(rctx) else _NOT_MET))

_BUILD = """
alias(
    name = "root",
    actual = "{root}",
    visibility = ["//visibility:public"],
)
"""

machine_repo = repository_rule(
    implementation = _machine_repo_impl,
    doc = "Looks at the user who runs Bazel.",
    # Anew for each server: the next one may be another user's.
    local = True,
)
