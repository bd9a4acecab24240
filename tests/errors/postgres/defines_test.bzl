"""What headers are read with: what their server was compiled with."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/postgres:repo.bzl", "server_defines")

def _defines_test_impl(ctx):
    env = unittest.begin(ctx)
    line = "#define BLCKSZ 8192\n#define CONFIGURE_ARGS \" '--prefix=/usr' 'CFLAGS=-O2 -DOTHER=1' {}'LDFLAGS=-DNONE'\"\n#define NAMEDATALEN 64\n"
    for flags, wanted in {
        "": [],
        "'CPPFLAGS=' ": [],
        "'CPPFLAGS=-Wdate-time -D_FORTIFY_SOURCE=2' ": [],
        # Debian's of 32 bits, where pg_config.h has none of them:
        "'CPPFLAGS=-D_LARGEFILE_SOURCE -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 -Wdate-time -D_FORTIFY_SOURCE=2' ": ["_LARGEFILE_SOURCE", "_FILE_OFFSET_BITS=64", "_TIME_BITS=64"],
    }.items():
        asserts.equals(env, wanted, server_defines(line.format(flags)), flags)
    return unittest.end(env)

_defines_test = unittest.make(_defines_test_impl)

def defines_test_suite(name):
    unittest.suite(name, partial.make(_defines_test, size = "small"))
