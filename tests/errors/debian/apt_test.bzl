"""What apt prints, read."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/debian:apt.bzl", "parse_stanzas")

_TEXT = """\
Package: libx1
Version: 1:2.0-1+b1
Description-en: says
 Version: 9 in its description
 .
 Filename: nowhere
Filename: pool/main/x/x/libx1_2.0-1+b1_amd64.deb
Size: 1234
SHA256: aa

Package: libx1
Version: 1:1.0-1
Filename: pool/main/x/x/libx1_1.0-1_amd64.deb
Size: 99
SHA256: bb

Package: installed-but-in-no-archive
Version: 3
"""

def _stanzas_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, [
        struct(version = "1:2.0-1+b1", path = "pool/main/x/x/libx1_2.0-1+b1_amd64.deb", size = 1234, sha256 = "aa"),
        struct(version = "1:1.0-1", path = "pool/main/x/x/libx1_1.0-1_amd64.deb", size = 99, sha256 = "bb"),
    ], parse_stanzas(_TEXT))
    asserts.equals(env, [], parse_stanzas(""))
    return unittest.end(env)

_stanzas_test = unittest.make(_stanzas_test_impl)

def apt_test_suite(name):
    unittest.suite(name, partial.make(_stanzas_test, size = "small"))
