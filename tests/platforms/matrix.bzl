"""The tests of what ships, one set per (architecture row, PostgreSQL row)."""

load("//build:defs.bzl", "pgrx_elf_test", "pgrx_platform_test", "pgrx_release", "pgrx_transfer_test")
load("//platforms:arches.bzl", "ARCHES", "HOSTS")
load("//platforms:levels.bzl", "LEVELS")
load("//platforms:postgres.bzl", "contrast_tags", "default_release", "ext_name", "pairs", "tags_of")

def declare_matrix():
    """Declares `sql_<cpu>_pg<major>_test` and `elf_<cpu>_pg<major>_test`."""
    for arch, release in pairs():
        pgrx_platform_test(
            name = "sql_{}_pg{}_test".format(arch.cpu, release.major),
            expected = ["//src/extensions/sketches:expected"],
            extension = "//:" + ext_name(arch, release),
            sql = ["//src/extensions/sketches:sql"],
            tags = tags_of(arch, release),
        )
        pgrx_elf_test(
            name = "elf_{}_pg{}_test".format(arch.cpu, release.major),
            size = "small",
            extension = "//:" + ext_name(arch, release),
            tags = tags_of(arch, release),
        )

def declare_levels():
    """Declares `sql_<cpu>_emulated_test` and `sql_<level>_test`: on CPUs that have what may be used, and little more."""
    ours = {arch.cpu + "_emulated": ("//:ext_" + arch.cpu, ["@platforms//cpu:" + arch.cpu], []) for arch in HOSTS}
    for level in LEVELS:
        pgrx_release(
            name = "ext_" + level.name,
            cpu_level = level.name,
            extension = "//:ext",
            platform = "//platforms:linux_" + level.cpu,
            tags = ["manual"],
        )
        if level.qemu:
            ours[level.name] = (":ext_" + level.name, [], ["full"])
    for name, (extension, machine, tags) in ours.items():
        pgrx_platform_test(
            name = "sql_{}_test".format(name),
            emulated = True,
            expected = ["//src/extensions/sketches:expected"],
            extension = extension,
            sql = ["//src/extensions/sketches:sql"],
            tags = tags,
            # Other CPUs' are emulated anyway.
            target_compatible_with = machine,
        )

def declare_transfers():
    """Declares `transfer_<cpu>_test`: between the first architecture and each other one."""
    first = ARCHES[0]
    for arch in ARCHES[1:]:
        release = default_release(arch)
        pgrx_transfer_test(
            name = "transfer_{}_test".format(arch.cpu),
            size = "large",
            extension = "//:" + ext_name(first, release),
            query = "transfer_query.sql",
            setup = "transfer_setup.sql",
            tags = contrast_tags(arch),
            target_extension = "//:" + ext_name(arch, release),
        )
