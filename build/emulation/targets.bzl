"""`server_<major>_<cpu>`, for each pair of rows."""

load("//platforms:arches.bzl", "ARCHES", "HOSTS")
load("//platforms:postgres.bzl", "default_release", "pairs", "suite_of")
load(":runner.bzl", "target_runner")
load(":server.bzl", "pg_server")

def declare_servers():
    """Declares all of them; which are emulated depends on the machine that tests run on."""
    for arch, release in pairs():
        pg_server(
            name = "server_{}_{}".format(release.major, arch.cpu),
            # Tests ask for those that they run; `//...` would fetch every one.
            tags = ["manual"],
            bits = arch.bits,
            cpu = arch.cpu,
            emulator = select({
                "@platforms//cpu:" + host.cpu: None if host.cpu == arch.cpu else "@pinned//qemu_{}:bin/qemu-{}".format(host.cpu, arch.qemu)
                for host in HOSTS
            }),
            endian = arch.endian,
            glibc = suite_of(release.suite).glibc,
            loader = arch.loader,
            major = release.major,
            root = "@pinned//pg_server_{}_{}:server".format(release.major, arch.cpu),
            tuple = arch.tuple,
            visibility = ["//visibility:public"],
        )

def declare_runner():
    """Declares `:run`, what .bazelrc starts tests with."""
    target_runner(
        name = "run",
        # Seen from the target: which CPU a test is for.
        server = select({
            "@platforms//cpu:" + arch.cpu: "foreign_" + arch.cpu
            for arch in ARCHES
        }),
        visibility = ["//visibility:public"],
    )
    native.filegroup(name = "native")
    for arch in ARCHES:
        # Seen from the machine that runs the test: whether that is another one.
        native.alias(
            name = "foreign_" + arch.cpu,
            actual = select({
                "@platforms//cpu:" + arch.cpu: ":native",
                "//conditions:default": "server_{}_{}".format(default_release(arch).major, arch.cpu),
            }),
            tags = ["manual"],
        )
