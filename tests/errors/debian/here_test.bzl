"""What messages call things of this module, in its own tree and in another module."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/debian:here.bzl", "HERE", "label_text", "locked_text", "owned", "run_text", "target_text", "update_text")

# (what is said, in its own tree, in another module)
_TEXTS = [
    (lambda here: label_text("//platforms:exec", here), "//platforms:exec", "@rules_pgrx//platforms:exec"),
    (lambda here: run_text("//a:b", here), "./tools/bazel run //a:b", "bazel run //a:b"),
    (update_text, "./tools/bazel run //:update", "./tools/bazel run //:update, in the source of rules_pgrx"),
    (locked_text, "--config=locked", "--repo_env=RULES_PGRX_LOCKED=1"),
]

def _here_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.true(env, HERE)
    for text, here, elsewhere in _TEXTS:
        asserts.equals(env, here, text(True))
        asserts.equals(env, elsewhere, text(False))
    asserts.equals(env, "//a:b", target_text(Label("//a:b")))
    asserts.true(env, target_text(Label("@bazel_skylib//lib:x")).startswith("@@bazel_skylib"))
    return unittest.end(env)

_here_test = unittest.make(_here_test_impl)

def _owned_test_impl(ctx):
    env = unittest.begin(ctx)
    mend = "Mend thirdparty/debian/some.yaml and run: " + update_text()
    mirror = "Use another mirror (--repo_env=DEBIAN_MIRROR=...)."
    ours = struct(attr = struct())
    theirs = struct(attr = struct(renew = "bazel run @them//:update"))
    for label, folder in [
        (Label("//:some.lock.json"), ""),
        (Label("//:servers/some.lock.json"), "servers/"),
        (Label("//servers:some.lock.json"), "servers/"),
    ]:
        asserts.equals(env, mend, owned(ours, label, mend))
        asserts.equals(env, "Mend {}some.yaml and run: bazel run @them//:update".format(folder), owned(theirs, label, mend))
        asserts.equals(env, mirror, owned(theirs, label, mirror))
        asserts.equals(
            env,
            "Use another mirror (`archive` in {}some.yaml, then bazel run @them//:update).".format(folder),
            owned(theirs, label, mirror, own = True),
        )

    # A repository may have locks of ours, too.
    asserts.equals(env, mend, owned(theirs, Label("//thirdparty/debian:some.lock.json"), mend))
    return unittest.end(env)

_owned_test = unittest.make(_owned_test_impl)

def here_test_suite(name):
    unittest.suite(
        name,
        partial.make(_here_test, size = "small"),
        partial.make(_owned_test, size = "small"),
    )
