"""Debian's .pc files in folders of a repository."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/libraries:pkg_config.bzl", "relocated")

# Of Debian 12, shortened: libssl-dev, libxml2-dev, libkrb5-dev and shared-mime-info write their folders in four ways.
_DEBIAN = """\
prefix=/usr
exec_prefix = /usr
libdir=${prefix}/lib/aarch64-linux-gnu
includedir=/usr/include/aarch64-linux-gnu
modules=/usr/share/usr/modules
Version: 3.0.20
Libs: -L${libdir} -L/usr/lib/aarch64-linux-gnu/one -lssl
Cflags: -I${includedir} -I/usr/include/libxml2
"""

_RELOCATED = """\
prefix=${pcfiledir}
exec_prefix = ${pcfiledir}
libdir=${prefix}/lib
includedir=${pcfiledir}/include
modules=${pcfiledir}/share/usr/modules
Version: 3.0.20
Libs: -L${libdir} -L${pcfiledir}/lib/one -lssl
Cflags: -I${includedir} -I${pcfiledir}/include/libxml2
"""

def _relocated_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, _RELOCATED, relocated(_DEBIAN, "aarch64-linux-gnu"))
    asserts.equals(env, _RELOCATED, relocated(_RELOCATED, "aarch64-linux-gnu"))
    return unittest.end(env)

_relocated_test = unittest.make(_relocated_test_impl)

def pkg_config_test_suite(name):
    """Declares the tests.

    Args:
      name: the suite's name.
    """
    unittest.suite(name, partial.make(_relocated_test, size = "small"))
