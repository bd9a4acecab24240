"""C libraries of a sysroot as cc_library targets."""

def declare_libraries(names):
    """Declares `:<name>` per library, linked statically, with its headers as system headers.

    Args:
      names: library names without `lib`, each in libraries/<name>.
    """
    for name in names:
        native.cc_import(
            name = name + "_archive",
            static_library = "libraries/{0}/lib/lib{0}.a".format(name),
        )
        native.cc_library(
            name = name,
            hdrs = native.glob(["libraries/{}/include/**/*.h".format(name)]),
            includes = ["libraries/{}/include".format(name)],
            deps = [":{}_archive".format(name)],
        )
