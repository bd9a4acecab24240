"""`emulator_<cpu>`, what runs the programs of each row here, `qemu_<cpu>`, which emulates one anywhere; `run`, what starts tests."""

load("//platforms:arches.bzl", "ARCHES", "HOSTS")
load("//platforms:postgres.bzl", "default_release")
load(":runner.bzl", "target_runner")

def declare_emulators():
    """Declares them, as seen from the machine that runs a program."""
    native.filegroup(name = "native")
    for arch in ARCHES:
        qemu = {
            host.cpu: "@pinned//qemu_{}:bin/qemu-{}".format(host.cpu, arch.qemu)
            for host in HOSTS
        }
        for name, actual in {
            "emulator_": qemu | ({arch.cpu: ":native"} if arch.host else {}),
            "qemu_": qemu,
        }.items():
            native.alias(
                name = name + arch.cpu,
                actual = select({"@platforms//cpu:" + cpu: program for cpu, program in actual.items()}),
                # `//...` would fetch QEMU.
                tags = ["manual"],
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
    for arch in ARCHES:
        # Seen from the machine that runs the test: whether that is another one.
        native.alias(
            name = "foreign_" + arch.cpu,
            actual = select({
                "@platforms//cpu:" + arch.cpu: ":native",
                "//conditions:default": "//build/postgres:server_{}_{}".format(default_release(arch).major, arch.cpu),
            }),
            tags = ["manual"],
        )
