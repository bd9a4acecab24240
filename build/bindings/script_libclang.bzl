"""script_libclang: libclang for a build script that runs bindgen, and the headers of the target's C library.

    libclang, sysroot --> $(LIBCLANG)       the library
                      --> $(LIBCLANG_ARGS)  flags by which it finds its own headers and the target's

A target of it is named in `toolchains` of the build script, with the variables of LIBCLANG_ENV.
"""

load("@rules_cc//cc:find_cc_toolchain.bzl", "find_cc_toolchain", "use_cc_toolchain")

visibility(["//build/crates/..."])

# What clang-sys 1.8 loads, and what bindgen 0.72 hands on to it, beside `--target` of cargo's TARGET.
LIBCLANG_ENV = {
    "BINDGEN_EXTRA_CLANG_ARGS": "$(LIBCLANG_ARGS)",
    "LIBCLANG_PATH": "$(LIBCLANG)",
}

# What the runner of build scripts makes absolute.
_ROOT = "$${pwd}/"

# A header of clang's own, in its folder of headers.
_OWN = "/include/stddef.h"

def _script_libclang_impl(ctx):
    own = [file.path for file in ctx.files._libclang_files if file.path.endswith(_OWN)][0]
    return [
        DefaultInfo(files = depset(ctx.files._libclang_files)),
        platform_common.TemplateVariableInfo({
            "LIBCLANG": _ROOT + ctx.file._libclang.path,
            "LIBCLANG_ARGS": "-resource-dir={}{} --sysroot={}{}".format(
                _ROOT,
                own.removesuffix(_OWN),
                _ROOT,
                find_cc_toolchain(ctx).sysroot,
            ),
        }),
    ]

script_libclang = rule(
    implementation = _script_libclang_impl,
    doc = "libclang for the machine that builds, and flags for the target.",
    attrs = {
        "_libclang": attr.label(allow_single_file = True, cfg = "exec", default = ":libclang"),
        "_libclang_files": attr.label(allow_files = True, cfg = "exec", default = ":libclang_files"),
    },
    provides = [platform_common.TemplateVariableInfo],
    toolchains = use_cc_toolchain(mandatory = True),
)
