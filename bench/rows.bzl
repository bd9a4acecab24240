"""bench_rows: the rows of platforms/ for the bench program, which reads no Starlark."""

load("@bazel_skylib//rules:write_file.bzl", "write_file")
load("//platforms:arches.bzl", "ARCHES", "HOSTS")
load("//platforms:postgres.bzl", "EXEC_SUITE", "default_release")

def bench_rows(name):
    """Writes `<name>.json`, what src/tools/bench/src/rows.rs reads.

    Args:
      name: the target's name.
    """
    rows = struct(
        cpus = [arch.cpu for arch in ARCHES],
        execution = [
            struct(
                cpu = host.cpu,
                programs = _folder("toolchain_" + host.cpu),
                std = _folder("rust_std_" + host.cpu),
                sysroot = _folder("sysroot_{}_{}".format(EXEC_SUITE, host.cpu)),
                triple = host.rust,
                tuple = host.tuple,
            )
            for host in HOSTS
        ],
        targets = [
            _target(arch, default_release(arch))
            for arch in ARCHES
            # cargo is given a standard library as it is unpacked.
            if arch.std == "package"
        ],
    )
    write_file(
        name = name,
        out = name + ".json",
        content = [json.encode_indent(rows), ""],
    )

def _target(arch, release):
    return struct(
        cpu = arch.cpu,
        label = "//:ext_" + arch.cpu,
        major = release.major,
        postgres = _folder("postgres_{}_{}".format(release.major, arch.cpu)),
        server = "//build/emulation:server_{}_{}".format(release.major, arch.cpu),
        std = _folder("rust_std_" + arch.cpu),
        sysroot = _folder("sysroot_{}_{}".format(release.suite, arch.cpu)),
        triple = arch.rust,
        tuple = arch.tuple,
    )

def _folder(repository):
    """Its folder in an output base; a repository is not fetched by being named."""
    return Label("@pinned//:all").workspace_root.removesuffix("pinned") + repository
