"""`@pg_server_<major>_<cpu>`: a PostgreSQL server of a target; `@qemu_<cpu>`: what runs it elsewhere."""

load("//build/debian:packages.bzl", "merge_packages", "open_packages")

def _server_repo_impl(rctx):
    parts = [(lock, names.split(" ") if names else None) for lock, names in rctx.attr.locks.items()]
    merge_packages(rctx, parts, rctx.attr.debian_arch, into = "root")
    for path in _UNWANTED:
        rctx.delete("root/" + path)
    rctx.symlink(Label("//build/emulation:server_repo.BUILD"), "BUILD.bazel")

_UNWANTED = [
    "usr/share/doc",
    "usr/share/lintian",
    "usr/share/locale",
    "usr/share/man",
    # Points at the machine's /etc/localtime: Bazel refuses dangling links.
    "usr/share/zoneinfo/localtime",
    "var",
]

server_repo = repository_rule(
    implementation = _server_repo_impl,
    doc = "Unpacks a PostgreSQL server and all it needs, of one (major, architecture), under root/.",
    attrs = {
        "debian_arch": attr.string(mandatory = True),
        "locks": attr.label_keyed_string_dict(doc = "Locks, and which of their packages, separated by spaces; all where none is named.", mandatory = True),
        "renew": attr.string(doc = "The command that renews locks that are not ours."),
    },
)

def _emulator_repo_impl(rctx):
    packages = open_packages(rctx, rctx.attr.lock, rctx.attr.debian_arch)
    packages.place("qemu-user", {"usr/bin": "bin"})
    packages.close()
    wanted = ["qemu-" + program for program in rctx.attr.programs]
    for file in rctx.path("bin").readdir():
        if file.basename not in wanted:
            rctx.delete(file)
    rctx.file("BUILD.bazel", 'exports_files(glob(["bin/*"]))\n')

emulator_repo = repository_rule(
    implementation = _emulator_repo_impl,
    doc = "QEMU's user-mode emulators of the target architectures, for one execution CPU.",
    attrs = {
        "debian_arch": attr.string(mandatory = True),
        "lock": attr.label(mandatory = True),
        "programs": attr.string_list(mandatory = True),
    },
)
