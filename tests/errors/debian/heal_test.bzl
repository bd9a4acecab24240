"""Pins that did not arrive: what is done, and what is said."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/debian:errors.bzl", "ERROR_SUITE_GONE", "ERROR_UNREACHABLE", "HEALED_ROW", "WARNING_HEALED", "complaint")
load("//build/debian:heal.bzl", "decide", "relatives", "suite_gone")
load("//build/debian:lock.bzl", "UPDATE_COMMAND")

def _pin(name = "libx1", version = "1.2-3", suite = "somesuite"):
    return struct(
        name = name,
        architecture = "amd64",
        version = version,
        suite = suite,
        archive = "debian",
        path = "pool/{}_{}_amd64.deb".format(name, version),
        size = 12,
        sha256 = "aaaa",
    )

def _listed(version, sha256 = "bbbb"):
    return struct(version = version, path = "pool/libx1_{}_amd64.deb".format(version), size = 34, sha256 = sha256)

def _said(listed, locked = False, got = None):
    decision = decide(_pin(), listed, locked, got)
    return complaint(decision.error, _pin(), set = "some", **decision.facts) if decision.error else None

def _successor_test_impl(ctx):
    env = unittest.begin(ctx)
    listed = [_listed("1.2-2"), _listed("1.2-10"), _listed("1.2-9")]
    decision = decide(_pin(), listed, locked = False)
    asserts.equals(env, None, decision.error)
    asserts.equals(env, struct(
        name = "libx1",
        architecture = "amd64",
        version = "1.2-10",
        suite = "somesuite",
        archive = "debian",
        path = "pool/libx1_1.2-10_amd64.deb",
        size = 34,
        sha256 = "bbbb",
    ), decision.successor)

    # What came instead of a dropped file, say a proxy's page, changes nothing.
    asserts.equals(env, "1.2-10", decide(_pin(), listed, False, got = "cccc").successor.version)
    asserts.equals(env, """\
libx1 1.2-3 for amd64: the mirror has dropped this pin.
  file      pool/libx1_1.2-3_amd64.deb
  successor 1.2-10, in somesuite
--config=locked takes no successors. Renew the lock: ./tools/bazel run //:update""", _said(listed, locked = True))
    return unittest.end(env)

_successor_test = unittest.make(_successor_test_impl)

def _error_test_impl(ctx):
    env = unittest.begin(ctx)
    there = [_listed("1.2-3", sha256 = "aaaa"), _listed("1.2-4")]
    asserts.equals(env, """\
libx1 1.2-3 for amd64: the mirror's file is not the pinned one.
  file      pool/libx1_1.2-3_amd64.deb
  expected  sha256 aaaa, 12 bytes
  got       sha256 cccc
The mirror, or a cache or proxy on the way, delivers a damaged or forged file: use another
mirror (--repo_env=DEBIAN_MIRROR=...). If the lock is the damaged one, renew it: ./tools/bazel run //:update""", _said(there, got = "cccc"))
    asserts.equals(env, """\
libx1 1.2-3 for amd64: somesuite lists it, but the mirror does not deliver it, or not whole.
  file      pool/libx1_1.2-3_amd64.deb
  expected  sha256 aaaa, 12 bytes
Bazel's warning above says what came instead. The mirror may be in the middle of an update: try
again later, or use another one (--repo_env=DEBIAN_MIRROR=...).""", _said(there))
    asserts.equals(env, """\
libx1 1.2-3 for amd64: the archive lists another file under this version.
  file      pool/libx1_1.2-3_amd64.deb
  expected  sha256 aaaa
  listed    sha256 bbbb
The lock was made from another archive. Renew it: ./tools/bazel run //:update""", _said([_listed("1.2-3")], got = "bbbb"))
    gone = """\
libx1 1.2-3 for amd64: gone from somesuite, which has nothing newer ({}).
  file      pool/libx1_1.2-3_amd64.deb
The mirror may be older than the lock, or the package was removed or renamed. In the first
case use another mirror (--repo_env=DEBIAN_MIRROR=...), else mend thirdparty/debian/some.yaml
and run: ./tools/bazel run //:update"""
    asserts.equals(env, gone.format("it has 1.2-2"), _said([_listed("1.2-2")]))
    asserts.equals(env, gone.format("it has no version at all"), _said([]))
    asserts.equals(env, """\
libx1 1.2-3 for amd64: cannot be downloaded, and the archive cannot be asked why.
  file      pool/libx1_1.2-3_amd64.deb
  reason    apt is not installed on this machine
Bazel's warning above says what came instead. Check the network and the mirror
(--repo_env=DEBIAN_MIRROR=<base URL of a Debian mirror>). If the mirror has dropped the package,
this renews the lock on a machine with apt: ./tools/bazel run //:update""", complaint(ERROR_UNREACHABLE, _pin(), reason = "apt is not installed on this machine"))
    asserts.equals(env, """\
libx1 1.2-3 for amd64: cannot be downloaded, and the mirror has no suite somesuite any more.
  file      pool/libx1_1.2-3_amd64.deb
  reason    E: ...
A suite leaves the mirrors some time after its support has ended. What it had is then in the archive of
old releases that its publisher keeps, and in snapshot services, which have an archive as of each day.
Name the base URL of one of these (--repo_env=DEBIAN_MIRROR=...).""", complaint(ERROR_SUITE_GONE, _pin(), reason = "E: ..."))
    return unittest.end(env)

_error_test = unittest.make(_error_test_impl)

def _suite_gone_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.true(env, suite_gone("apt-get update failed:\n  E: The repository 'p://h x Release' does not have a Release file."))
    asserts.true(env, suite_gone("apt-get update failed:\n  E: The repository 'p://h x Release' no longer has a Release file."))
    asserts.false(env, suite_gone("apt-get update failed:\n  E: Failed to fetch p://h  Could not connect"))
    return unittest.end(env)

_suite_gone_test = unittest.make(_suite_gone_test_impl)

def _warning_test_impl(ctx):
    env = unittest.begin(ctx)
    row = complaint(HEALED_ROW, _pin(), set = "some", successor = "1.2-4")
    asserts.equals(env, "  some: libx1 amd64 1.2-3 -> 1.2-4 (somesuite)", row)
    warning = WARNING_HEALED.format(command = UPDATE_COMMAND, rows = row)
    for part in [row, "./tools/bazel run //:update", "--config=locked"]:
        asserts.true(env, part in warning, "the warning lacks " + part)
    return unittest.end(env)

_warning_test = unittest.make(_warning_test_impl)

def _relatives_test_impl(ctx):
    """A cached clang beside a healed libLLVM would be two halves of two releases."""
    env = unittest.begin(ctx)
    pins = [
        _pin(name = "clang"),
        _pin(name = "libllvm"),
        _pin(name = "zlib", version = "1.3"),
        _pin(name = "namesake", suite = "othersuite"),
    ]
    asserts.equals(env, ["clang"], [pin.name for pin in relatives(pins, ["libllvm"])])
    asserts.equals(env, [], relatives(pins, ["clang", "libllvm"]))
    asserts.equals(env, [], relatives(pins, []))
    return unittest.end(env)

_relatives_test = unittest.make(_relatives_test_impl)

def heal_test_suite(name):
    unittest.suite(
        name,
        partial.make(_successor_test, size = "small"),
        partial.make(_error_test, size = "small"),
        partial.make(_suite_gone_test, size = "small"),
        partial.make(_warning_test, size = "small"),
        partial.make(_relatives_test, size = "small"),
    )
