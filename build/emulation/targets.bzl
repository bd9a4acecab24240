"""`server_<major>_<cpu>`, for each pair of rows."""

load("//platforms:arches.bzl", "HOSTS")
load("//platforms:postgres.bzl", "pairs", "suite_of")
load(":server.bzl", "pg_server")

def declare_servers():
    """Declares all of them; which are emulated depends on the machine that tests run on."""
    for arch, release in pairs():
        pg_server(
            name = "server_{}_{}".format(release.major, arch.cpu),
            bits = arch.bits,
            cpu = arch.cpu,
            emulator = select({
                "@platforms//cpu:" + host.cpu: None if host.cpu == arch.cpu else "@qemu_{}//:bin/qemu-{}".format(host.cpu, arch.qemu)
                for host in HOSTS
            }),
            endian = arch.endian,
            glibc = suite_of(release.suite).glibc,
            loader = arch.loader,
            major = release.major,
            root = "@pg_server_{}_{}//:server".format(release.major, arch.cpu),
            tuple = arch.tuple,
            visibility = ["//visibility:public"],
        )
