"""`compilers_<cpu>_test`, `bindings_<cpu>_test`: toolchains that run on another CPU make the same bytes."""

load("@rules_rust//rust:defs.bzl", "rust_test")
load("//platforms:arches.bzl", "HOSTS")
load("//platforms:postgres.bzl", "DEFAULT_MAJOR", "release_of")
load("//tests/platforms:transition.bzl", "built_for")

_RUN = "//src/tools/pg_harness:target_run"

# They break when a pin of LLVM or Rust moves, and take an optimised generator for the other CPU.
_TAGS = ["full"]

def declare_host_tests():
    """Declares both tests for each host row."""
    for host in HOSTS:
        _declare_compilers(host)
        _declare_bindings(host)

def _server(host):
    return "//build/postgres:server_{}_{}".format(DEFAULT_MAJOR, host.cpu)

def _sysroot(host):
    return "@pinned//sysroot_{}_{}:".format(release_of(DEFAULT_MAJOR).suite, host.cpu)

def _incompatible_with(host):
    """A host's own toolchain has nothing to be compared with."""
    return select({
        "@platforms//cpu:" + host.cpu: ["@platforms//:incompatible"],
        "//conditions:default": [],
    })

def _declare_compilers(host):
    programs = "@pinned//toolchain_{}:"
    data = [_RUN, _server(host), "sample.c", "sample.rs"]
    for row in HOSTS:
        data += [programs.format(row.cpu) + target for target in ["compiler", "bin/rustc", "rustc_lib", "bin/clang"]]
        data += [_sysroot(row) + "headers", _sysroot(row) + "loader", "@pinned//rust_std_{}:core".format(row.cpu), "@pinned//rust_std_{}:files".format(row.cpu)]
    rust_test(
        name = "compilers_{}_test".format(host.cpu),
        size = "large",
        srcs = ["compilers_test.rs", "run.rs"],
        crate_root = "compilers_test.rs",
        data = data,
        env = {
            "C_TARGETS": " ".join([
                "{}=$(rootpath {}loader)".format(row.tuple, _sysroot(row))
                for row in HOSTS
            ]),
            "CLANGS": " ".join([
                "{}=$(rootpath {}bin/clang)".format(row.cpu, programs.format(row.cpu))
                for row in HOSTS
            ]),
            "FOREIGN": host.cpu,
            "RUSTCS": " ".join([
                "{}=$(rootpath {}bin/rustc)".format(row.cpu, programs.format(row.cpu))
                for row in HOSTS
            ]),
            "RUST_TARGETS": " ".join([
                "{}=$(rootpath @pinned//rust_std_{}:core)".format(row.rust, row.cpu)
                for row in HOSTS
            ]),
            "SAMPLE_C": "$(rootpath sample.c)",
            "SAMPLE_RS": "$(rootpath sample.rs)",
            "SERVER": "$(rootpath {})".format(_server(host)),
            "TARGET_RUN": "$(rootpath {})".format(_RUN),
        },
        tags = _TAGS,
        target_compatible_with = _incompatible_with(host),
        deps = ["@crates//:tempfile"],
    )

def _declare_bindings(host):
    platform = "//platforms:linux_{}_pg{}".format(host.cpu, DEFAULT_MAJOR)
    headers = "@pinned//postgres_{}_{}:".format(DEFAULT_MAJOR, host.cpu)
    libclang = "@pinned//toolchain_{}:".format(host.cpu)

    # The generator as a program of that CPU; emulated, so optimised.
    built_for(
        name = "pg_bindgen_" + host.cpu,
        mode = "opt",
        platform = "//platforms:exec_" + host.cpu,
        tags = ["manual"],
        target = "//src/tools/pg_bindgen",
    )
    built_for(
        name = "generator_" + host.cpu,
        mode = "opt",
        platform = "//platforms:exec_" + host.cpu,
        tags = ["manual"],
        target = "@sketches_crates//:bindings_generator",
    )
    built_for(
        name = "raw_" + host.cpu,
        platform = platform,
        tags = ["manual"],
        target = "@sketches_crates//:bindings_raw",
    )
    rust_test(
        name = "bindings_{}_test".format(host.cpu),
        size = "large",
        srcs = ["bindings_test.rs", "run.rs"],
        crate_root = "bindings_test.rs",
        data = [
            ":generator_" + host.cpu,
            ":pg_bindgen_" + host.cpu,
            ":raw_" + host.cpu,
            _RUN,
            _server(host),
            "@sketches_crates//:bindings_inputs",
            "@sketches_crates//:bindings_root",
            headers + "headers_files",
            headers + "server/pg_config.h",
            libclang + "libclang_files",
            libclang + "libclang_so",
            _sysroot(host) + "headers",
            _sysroot(host) + "loader",
        ],
        env = {
            "GENERATOR": "$(rootpath :generator_{})".format(host.cpu),
            "LIBCLANG": "$(rootpath {}libclang_so)".format(libclang),
            "LOADER": "$(rootpath {}loader)".format(_sysroot(host)),
            "MAJOR": DEFAULT_MAJOR,
            "PG_BINDGEN": "$(rootpath :pg_bindgen_{})".format(host.cpu),
            "PG_CONFIG": "$(rootpath {}server/pg_config.h)".format(headers),
            "PG_SYS": "$(rootpath @sketches_crates//:bindings_root)",
            "RAW": "$(rootpath :raw_{})".format(host.cpu),
            "SERVER": "$(rootpath {})".format(_server(host)),
            "TARGET_RUN": "$(rootpath {})".format(_RUN),
            "TRIPLE": host.rust,
        },
        tags = _TAGS,
        target_compatible_with = _incompatible_with(host),
        deps = ["@crates//:tempfile"],
    )
