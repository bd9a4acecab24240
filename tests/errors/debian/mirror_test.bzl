"""Which mirror is used, and what is said when none is known."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/debian:mirror.bzl", "ERROR_NO_MIRROR", "choose_mirrors", "find_mirrors")

# (environment, what apt is configured with, main archive, security archive)
_ROWS = [
    ({"DEBIAN_MIRROR": "p://h/debian/"}, [], "p://h/debian", "p://h/debian-security"),
    ({"DEBIAN_MIRROR": "p://h/debian", "DEBIAN_SECURITY_MIRROR": "p://s/x/"}, [], "p://h/debian", "p://s/x"),
    # A mirror that is named counts alone: apt's security archive may be of another day.
    ({"DEBIAN_MIRROR": "p://h/d"}, ["p://a/debian", "p://a/debian-security"], "p://h/d", "p://h/d-security"),
    ({}, ["p://a/ubuntu/", "p://a/debian-security/", "p://b/debian/"], "p://b/debian", "p://a/debian-security"),
    ({}, ["p://a/raspbian-and-debian", "p://b/debian"], "p://b/debian", "p://b/debian-security"),
    ({}, ["p://a/debian/"], "p://a/debian", "p://a/debian-security"),
    ({"DEBIAN_MIRROR": ""}, ["p://a/debian"], "p://a/debian", "p://a/debian-security"),
]

def _choice_test_impl(ctx):
    env = unittest.begin(ctx)
    for environ, configured, main, security in _ROWS:
        found = choose_mirrors(environ, configured, "unused")
        asserts.equals(env, {"debian": main, "debian-security": security}, found.addresses)
        asserts.equals(env, None, found.problem)

    # Of an archive that is named, nobody is asked.
    own = find_mirrors(None, struct(url = "p://h/apt"))
    asserts.equals(env, struct(addresses = {"own": "p://h/apt"}, problem = None), own)
    none = choose_mirrors({}, ["p://a/ubuntu", "p://a/debianish"], "has no source whose address ends in /debian")
    asserts.equals(env, None, none.addresses)
    asserts.equals(env, """\
No Debian mirror is known: DEBIAN_MIRROR is not set, and this machine's apt has no source whose address ends in /debian.
Name one: --repo_env=DEBIAN_MIRROR=<base URL of a Debian mirror>""", ERROR_NO_MIRROR.format(reason = none.problem))
    return unittest.end(env)

_choice_test = unittest.make(_choice_test_impl)

def mirror_test_suite(name):
    unittest.suite(name, partial.make(_choice_test, size = "small"))
