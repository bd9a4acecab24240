"""C libraries of a sysroot as cc_library targets.

Called in each @sysroot_<suite>_<cpu> (`declare_libraries`) and in //build/sysroot
(`declare_library_aliases`), where `//build/sysroot:<name>` is that of the target
platform's sysroot.
"""

load("@rules_cc//cc:defs.bzl", "cc_import", "cc_library")
load("//platforms:postgres.bzl", "sysroots")

# Library -> its packages (`-dev` ones carry the headers), how it is linked, its main
# header. libpq is linked as a shared library: the archive would bring TLS and Kerberos
# along, which no sysroot has.
LIBRARIES = {
    "lz4": struct(packages = ["liblz4-dev"], shared = False, header = "lz4.h"),
    "pq": struct(packages = ["libpq-dev", "libpq5"], shared = True, header = "postgresql/libpq-fe.h"),
    "z": struct(packages = ["zlib1g-dev"], shared = False, header = "zlib.h"),
}

def declare_libraries(names):
    """Declares `:<name>` per library, with its headers as system headers.

    Args:
      names: library names without `lib`, each in libraries/<name>.
    """
    for name in names:
        folder = "libraries/" + name
        cc_import(
            name = name + "_import",
            shared_library = "{}/lib/lib{}.so".format(folder, name) if LIBRARIES[name].shared else None,
            static_library = None if LIBRARIES[name].shared else "{}/lib/lib{}.a".format(folder, name),
        )
        cc_library(
            name = name,
            hdrs = native.glob([folder + "/include/**/*.h"]),
            includes = [folder + "/include"],
            deps = [":{}_import".format(name)],
        )
        native.alias(
            name = name + ".h",
            actual = "{}/include/{}".format(folder, LIBRARIES[name].header),
        )

def declare_library_aliases():
    """Declares `:<name>` and `:<name>.h` for the libraries of whatever sysroot the target links against, and `:libc`."""
    for suite, arch in sysroots():
        native.config_setting(
            name = "{}_{}".format(suite.name, arch.cpu),
            constraint_values = [
                "@platforms//cpu:" + arch.cpu,
                "//platforms:suite_" + suite.name,
            ],
        )
    for name in LIBRARIES:
        for target in [name, name + ".h"]:
            native.alias(
                name = target,
                actual = select(
                    {
                        ":{}_{}".format(suite.name, arch.cpu): "@pinned//sysroot_{}_{}:{}".format(suite.name, arch.cpu, target)
                        for suite, arch in sysroots()
                        if name in suite.libraries
                    },
                    no_match_error = "lib{} is in no sysroot of the target platform; see `libraries` in platforms/postgres.bzl".format(name),
                ),
                # Not every sysroot has them, so `//...` must pass them by.
                tags = ["manual"],
                visibility = ["//visibility:public"],
            )
    native.alias(
        name = "libc",
        actual = select({
            ":{}_{}".format(suite.name, arch.cpu): "@pinned//sysroot_{}_{}:libc".format(suite.name, arch.cpu)
            for suite, arch in sysroots()
        }),
        tags = ["manual"],
        visibility = ["//visibility:public"],
    )
