"""cplusplus_library: GCC's C++ standard library, for what is compiled and linked with clang.

    @cplusplus_<cpu> --> //build/sysroot:cplusplus --deps------> the link: -lstdc++ finds the archive
                                                   --toolchains-> build scripts: $(CPLUSPLUS_FLAGS) in CXXFLAGS

There is one per CPU, the oldest suite's: crates are compiled once for all PostgreSQLs of a CPU,
and a library has one C++ standard library inside. It is an archive, so nothing is needed where the library loads.
"""

load("@rules_cc//cc:defs.bzl", "CcInfo", "cc_common")
load("//platforms:arches.bzl", "ARCHES")

def _cplusplus_library_impl(ctx):
    folders = [ctx.label.workspace_root + folder for folder in ["/include", "/target"]]
    archive = ctx.file.archive
    own = CcInfo(
        compilation_context = cc_common.create_compilation_context(
            headers = depset(ctx.files.hdrs),
            system_includes = depset(folders, order = "preorder"),
        ),
        linking_context = cc_common.create_linking_context(linker_inputs = depset([cc_common.create_linker_input(
            owner = ctx.label,
            additional_inputs = depset([archive]),
            user_link_flags = ["-L" + archive.dirname, "-lstdc++"],
        )])),
    )
    flags = ["-nostdinc++"] + ["-isystem $${pwd}/" + folder for folder in folders]
    return [
        DefaultInfo(files = depset([archive] + ctx.files.hdrs)),
        cc_common.merge_cc_infos(direct_cc_infos = [own], cc_infos = [ctx.attr._compat[CcInfo]]),
        platform_common.TemplateVariableInfo({
            "CPLUSPLUS_FLAGS": " ".join(flags),
            "CPLUSPLUS_LDFLAGS": "-L$${pwd}/" + archive.dirname,
        }),
    ]

cplusplus_library = rule(
    implementation = _cplusplus_library_impl,
    doc = "Headers and archive of a C++ standard library, in the folders of cplusplus_repo.bzl: a cc_library to depend on, and the make variables CPLUSPLUS_FLAGS and CPLUSPLUS_LDFLAGS for build scripts.",
    attrs = {
        "archive": attr.label(allow_single_file = True, mandatory = True, doc = "libstdc++.a."),
        "hdrs": attr.label_list(allow_files = True, doc = "Its headers."),
        "_compat": attr.label(default = "//build/glibc:cplusplus", providers = [CcInfo]),
    },
    provides = [CcInfo, platform_common.TemplateVariableInfo],
)

def declare_cplusplus():
    """Declares `:cplusplus`, that of the target's CPU."""
    native.alias(
        name = "cplusplus",
        actual = select({"@platforms//cpu:" + arch.cpu: "@pinned//cplusplus_{}:cplusplus".format(arch.cpu) for arch in ARCHES}),
        tags = ["manual"],
        visibility = ["//visibility:public"],
    )
