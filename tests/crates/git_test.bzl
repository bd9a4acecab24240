"""What is read of locks and manifests about crates from git."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/crates:git.bzl", "archive_urls", "git_sources", "without_git")
load("//build/crates:manifest.bzl", "package_name", "patched_in")

_LOCK = """\
version = 4

[[package]]
name = "a"
version = "1.0.0"
source = "git+https://git.example.org/team/two.git?rev=00ff#00ff00ff00ff00ff"

[[package]]
name = "b"
version = "1.0.0"
source = "git+https://git.example.org/team/two.git?rev=00ff#00ff00ff00ff00ff"

[[package]]
name = "c"
version = "1.0.0"
source = "registry+https://example.org/index"

[[patch.unused]]
name = "d"
version = "1.0.0"
source = "git+ssh://git@git.example.org/team/one#11"
"""

_MANIFEST = """\
[dependencies]
a = "1"

[patch.crates-io]
# Not b = { git = "..." }.
a = { git = "https://git.example.org/team/two.git" }
renamed = { package = "b", git = "https://git.example.org/team/two.git" }

e = { path = "git" }

[patch.'https://git.example.org/other']
a = { git = "https://git.example.org/team/two.git" }

[patch.crates-io.d]
git = "ssh://git@git.example.org/team/one"

[patch.crates-io.other]
git = "ssh://git@git.example.org/team/one"
package = "f"
"""

def _sources_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, [
        struct(commit = "00ff00ff00ff00ff", crates = ["a", "b"], name = "git_two_00ff00ff00ff", remote = "https://git.example.org/team/two.git"),
        struct(commit = "11", crates = ["d"], name = "git_one_11", remote = "ssh://git@git.example.org/team/one"),
    ], git_sources(_LOCK))
    asserts.equals(env, [], git_sources(without_git(_LOCK)))
    asserts.true(env, "registry+" in without_git(_LOCK))
    return unittest.end(env)

def _urls_test_impl(ctx):
    env = unittest.begin(ctx)
    for remote in ["https://git.example.org/team/two", "https://git.example.org/team/two.git/", "ssh://git@git.example.org/team/two.git"]:
        asserts.equals(env, [
            "https://git.example.org/team/two/-/archive/00ff/two-00ff.tar.gz",
            "https://git.example.org/team/two/archive/00ff.tar.gz",
            "https://git.example.org/team/two/get/00ff.tar.gz",
        ], archive_urls(remote, "00ff"))
    asserts.equals(env, [], archive_urls("file:///two", "00ff"))
    asserts.equals(env, ["file:///two-00ff.zip"], archive_urls("https://git.example.org/two", "00ff", ["file:///two-{commit}.zip"]))
    return unittest.end(env)

def _patched_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, {
        "a": [("crates-io", "a"), ("https://git.example.org/other", "a")],
        "b": [("crates-io", "renamed")],
        "d": [("crates-io", "d")],
        "f": [("crates-io", "other")],
    }, patched_in(_MANIFEST))
    return unittest.end(env)

def _name_test_impl(ctx):
    env = unittest.begin(ctx)
    for manifest, name in {
        "[package]\nname = \"a\"": "a",
        "[workspace.package]\nname = \"b\"\n[ package ] # one\nname='c' # and its name": "c",
        _MANIFEST: "",
    }.items():
        asserts.equals(env, name, package_name(manifest))
    return unittest.end(env)

_name_test = unittest.make(_name_test_impl)
_sources_test = unittest.make(_sources_test_impl)
_urls_test = unittest.make(_urls_test_impl)
_patched_test = unittest.make(_patched_test_impl)

def git_test_suite(name):
    unittest.suite(
        name,
        partial.make(_name_test, size = "small"),
        partial.make(_sources_test, size = "small"),
        partial.make(_urls_test, size = "small"),
        partial.make(_patched_test, size = "small"),
    )
