"""Links in unpacked trees: relative, and readable for any tar."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/debian:tar.bzl", "links_archive")
load("//build/debian:tree.bzl", "relative_path")

# (target, link, what the link has to say)
_ROWS = [
    ("usr/lib", "lib", "usr/lib"),
    ("usr/lib/a.so.1", "usr/lib/a.so", "a.so.1"),
    ("usr/lib/t/ld.so", "usr/lib64/ld.so", "../lib/t/ld.so"),
    ("etc/x", "usr/share/y/z", "../../../etc/x"),
    # Of two folders with one name, the one is not the other.
    ("a/b/c", "b/b/c", "../../a/b/c"),
    # A link into a folder's own parent names the parent.
    ("usr/lib", "usr/lib/self/up", "../../lib"),
]

def _relative_test_impl(ctx):
    env = unittest.begin(ctx)
    for target, link, want in _ROWS:
        asserts.equals(env, want, relative_path(target, link), "{} from {}".format(target, link))
    return unittest.end(env)

_relative_test = unittest.make(_relative_test_impl)

def _archive_test_impl(ctx):
    env = unittest.begin(ctx)
    archive = links_archive({"lib64": "usr/lib64"})
    asserts.equals(env, 512 + 1024, len(archive))

    # As another program computes it for the same header.
    asserts.equals(env, "010261", archive[148:154])
    asserts.equals(env, "2usr/lib64\0", archive[156:167])
    asserts.equals(env, "ustar\00000", archive[257:265])

    # A path that does not fit its field goes ahead in blocks of its own.
    long = "/".join(["folder"] * 20)
    archive = links_archive({long: "x"})
    asserts.equals(env, 3 * 512 + 1024, len(archive))
    asserts.equals(env, "L", archive[156])
    asserts.equals(env, long + "\0", archive[512:512 + len(long) + 1])
    return unittest.end(env)

_archive_test = unittest.make(_archive_test_impl)

def tree_test_suite(name):
    unittest.suite(
        name,
        partial.make(_relative_test, size = "small"),
        partial.make(_archive_test, size = "small"),
    )
