"""gate_test: the gate's own tests, which break a real library of one architecture."""

load("@rules_rust//rust:defs.bzl", "rust_test")
load("//platforms:glibc.bzl", "base_libraries", "default_floor")
load("//platforms:postgres.bzl", "default_release")

def gate_test(name, arch):
    """Declares the test for one row.

    Args:
      name: the test's name.
      arch: a row of //platforms:arches.bzl.
    """
    release = default_release(arch)
    root = "@pinned//pg_server_{}_{}:server".format(release.major, arch.cpu)
    library = "//:ext_{}".format(arch.cpu)
    native.filegroup(
        name = name + "_library",
        srcs = [library],
        output_group = "library",
        tags = ["manual"],
    )
    lib = "$(rootpath {})/usr/lib/{}".format(root, arch.tuple)
    rust_test(
        name = name,
        size = "small",
        # A release has none.
        srcs = native.glob(["tests/gate/*.rs"], allow_empty = True),
        crate_root = "tests/gate/main.rs",
        data = [":elf_gate", ":{}_library".format(name), root],
        env = {
            "ELF_GATE_BINARY": "$(rootpath :elf_gate)",
            "ELF_GATE_CLASS": str(arch.bits),
            "ELF_GATE_ENDIAN": arch.endian,
            "ELF_GATE_GLIBC_MAX": default_floor(arch),
            "ELF_GATE_GOOD_LIBRARY": "$(rootpath :{}_library)".format(name),
            "ELF_GATE_MACHINE": arch.cpu,
            "ELF_GATE_PROVIDERS": " ".join(
                ["$(rootpath {})/usr/lib/postgresql/{}/bin/postgres".format(root, release.major)] +
                [lib + "/" + file for file in base_libraries(arch)],
            ),
        },
        deps = [
            ":elf_gate_lib",
            "@crates//:ar",
            "@crates//:memchr",
            "@crates//:object",
        ],
    )
