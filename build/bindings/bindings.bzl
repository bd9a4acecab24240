"""pg_bindings: PostgreSQL's headers -> Rust, as one cached action.

    //build/postgres, its program --header_check--> facts that agree
                                                      |
    //build/postgres, its headers ---pg_bindgen-------+--> out_dir/ raw.rs shim.c
                                                               |              |
                                                  crate pgrx-pg-sys    cc_library :cshim

pg_bindgen needs libclang, the headers of libc and PostgreSQL, and nothing else; it
waits for the check, so that headers of another build than the server's bind nothing.
"""

load("@rules_cc//cc:defs.bzl", "CcInfo")
load("@rules_cc//cc:find_cc_toolchain.bzl", "find_cc_toolchain", "use_cc_toolchain")
load("@rules_rust//rust:rust_common.bzl", "BuildInfo")
load("//build/postgres:info.bzl", "PostgresInfo")
load("//platforms:tools.bzl", "tools")
load(":info.bzl", "PgBindingsInfo")

def _check_headers(ctx, postgres):
    """Compares the headers with the server; the facts, or a failed build."""
    facts = ctx.actions.declare_file(ctx.label.name + ".facts")
    args = ctx.actions.args()
    args.add("--server-include", postgres.include)
    args.add("--postgres", postgres.program)
    args.add("--version", postgres.version)
    args.add_all(postgres.defines, before_each = "--define")
    args.add("--out", facts)
    ctx.actions.run(
        executable = ctx.executable._header_check,
        arguments = [args],
        inputs = postgres.checked + [postgres.program],
        outputs = [facts],
        mnemonic = "PgHeaderCheck",
        progress_message = "Comparing PostgreSQL {} headers with their server".format(postgres.version),
        env = {},
        toolchain = None,
    )
    return facts

def _pg_bindings_impl(ctx):
    postgres = ctx.attr._postgres[PostgresInfo]
    major = postgres.major
    facts = _check_headers(ctx, postgres)
    out_dir = ctx.actions.declare_directory(ctx.label.name + ".out")
    raw = ctx.actions.declare_file("{}_pg{}_raw.rs".format(ctx.label.name, major))
    shim = ctx.actions.declare_file(ctx.attr.shim_name)
    headers = ctx.attr._postgres[CcInfo].compilation_context
    cc_toolchain = find_cc_toolchain(ctx)

    args = ctx.actions.args()
    args.add("--major", major)
    args.add("--target", ctx.toolchains["@rules_rust//rust:toolchain_type"].target_triple.str)
    args.add("--pg-sys", ctx.file.pg_sys.dirname)
    args.add("--server-include", postgres.include)
    args.add("--libclang", ctx.file.libclang)
    args.add(cc_toolchain.sysroot, format = "--clang-arg=--sysroot=%s")
    args.add_all(
        depset(transitive = [headers.includes, headers.system_includes]),
        format_each = "--clang-arg=-I%s",
    )
    args.add_all(headers.defines, format_each = "--clang-arg=-D%s")
    args.add_all([out_dir], before_each = "--out-dir", expand_directories = False)
    args.add("--raw", raw)
    args.add("--shim", shim)
    args.add("--generator", ctx.executable.generator)
    ctx.actions.run(
        executable = ctx.executable._pg_bindgen,
        arguments = [args],
        inputs = depset(
            ctx.files.pg_sys_files + [facts],
            transitive = [headers.headers, cc_toolchain.all_files],
        ),
        tools = ctx.files.libclang_files + [ctx.attr.generator[DefaultInfo].files_to_run],
        outputs = [out_dir, raw, shim],
        mnemonic = "PgBindgen",
        progress_message = "Generating PostgreSQL {} bindings for {}".format(major, cc_toolchain.cpu),
        env = {},
        toolchain = None,
    )
    return [
        DefaultInfo(files = depset([out_dir])),
        OutputGroupInfo(facts = depset([facts]), raw = depset([raw]), shim = depset([shim])),
        PgBindingsInfo(facts = facts, major = major, out_dir = out_dir, raw = raw, shim = shim),
        _build_info(ctx, out_dir),
    ]

def _build_info(ctx, out_dir):
    """What a build script would have told rustc: OUT_DIR."""
    flags = ctx.actions.declare_file(ctx.label.name + ".flags")
    ctx.actions.write(flags, "")
    return BuildInfo(
        out_dir = out_dir,
        flags = flags,
        rustc_env = None,
        dep_env = None,
        linker_flags = None,
        link_search_paths = None,
        compile_data = depset(),
    )

pg_bindings = rule(
    implementation = _pg_bindings_impl,
    doc = """Generates pgrx's bindings to the target platform's PostgreSQL.

Also acts as the build script of pgrx-pg-sys, which gets OUT_DIR. Output groups: `facts` (what
headers and server agree on), `raw`, `shim`.""",
    attrs = {
        "generator": attr.label(mandatory = True, executable = True, cfg = "exec", doc = "The build script of pgrx-pg-sys."),
        "libclang": attr.label(mandatory = True, allow_single_file = True, cfg = "exec", doc = "The libclang to load."),
        "libclang_files": attr.label(mandatory = True, allow_files = True, cfg = "exec", doc = "All it needs."),
        "shim_name": attr.string(mandatory = True, doc = "What the file of C wrappers is called."),
        "pg_sys": attr.label(mandatory = True, allow_single_file = True, doc = "A file at the root of the pgrx-pg-sys crate."),
        "pg_sys_files": attr.label(mandatory = True, allow_files = True, doc = "The crate's own headers and shim."),
        "_header_check": attr.label(default = "//src/tools/header_check", executable = True, cfg = tools),
        "_pg_bindgen": attr.label(default = "//src/tools/pg_bindgen", executable = True, cfg = "exec"),
        "_postgres": attr.label(default = "//build/postgres", providers = [CcInfo, PostgresInfo]),
    },
    toolchains = use_cc_toolchain(mandatory = True) + ["@rules_rust//rust:toolchain_type"],
)
