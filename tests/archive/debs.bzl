"""`@debs`: packages of Debian's PostgreSQL as they are downloaded, for an archive that a test makes."""

load("//build/debian:fetch.bzl", "fetch_debs")
load("//build/debian:lock.bzl", "read_lock", "select_pins")
load("//platforms:arches.bzl", "HOSTS")
load("//platforms:postgres.bzl", "DEFAULT_MAJOR", "default_release")

def _debs_repo_impl(rctx):
    for label, packages in rctx.attr.locks.items():
        lock = read_lock(rctx, label)
        pins = select_pins(lock, rctx.attr.debian_arch, packages.split(" "), str(label), lock.fail)
        pins = fetch_debs(rctx, lock, pins, lambda name: name + ".deb")
        for pin in pins:
            rctx.file(pin.name + ".json", json.encode(pin))
    rctx.file("BUILD.bazel", _BUILD)
    rctx.file("suite", rctx.attr.suite)

_BUILD = """\
filegroup(
    name = "debs",
    srcs = glob(["*.deb", "*.json"]) + ["suite"],
    visibility = ["//visibility:public"],
)
"""

_debs_repo = repository_rule(
    doc = "Each package, `<name>.deb`, and its pin, `<name>.json`; the suite that they are of.",
    implementation = _debs_repo_impl,
    attrs = {
        "debian_arch": attr.string(mandatory = True),
        "locks": attr.label_keyed_string_dict(doc = "Locks, and which of their packages.", mandatory = True),
        "suite": attr.string(mandatory = True),
    },
)

def _debs_impl(_mctx):
    _debs_repo(
        name = "debs",
        debian_arch = HOSTS[0].debian,
        locks = {
            Label("//thirdparty/debian:pg_server_{}.lock.json".format(DEFAULT_MAJOR)): "postgresql-{0} postgresql-client-{0}".format(DEFAULT_MAJOR),
            Label("//thirdparty/debian:postgres_{}.lock.json".format(DEFAULT_MAJOR)): "postgresql-server-dev-" + DEFAULT_MAJOR,
        },
        suite = default_release(HOSTS[0]).suite,
    )

debs = module_extension(
    doc = "For tests of this repository: `@debs//:debs`.",
    implementation = _debs_impl,
)
