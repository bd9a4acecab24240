"""Debian's .pc files in folders of a repository, and what it says of shared libraries."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/libraries:pkg_config.bzl", "relocated")
load("//build/libraries:shared.bzl", "link_names", "shlibs")

# Of Debian 12, shortened: libssl-dev, libxml2-dev, libkrb5-dev and shared-mime-info write their folders in four ways.
_DEBIAN = """\
prefix=/usr
exec_prefix = /usr
libdir=${prefix}/lib/aarch64-linux-gnu
includedir=/usr/include/aarch64-linux-gnu
modules=/usr/share/usr/modules
Version: 3.0.20
Libs: -L${libdir} -L/usr/lib/aarch64-linux-gnu/one -lssl
Libs.private: -ldl
Requires.private: zlib
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
Libs.private: -ldl
Requires.private: zlib
Cflags: -I${includedir} -I${pcfiledir}/include/libxml2
"""

def _relocated_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, _RELOCATED, relocated(_DEBIAN, "aarch64-linux-gnu"))
    asserts.equals(env, _RELOCATED, relocated(_RELOCATED, "aarch64-linux-gnu"))
    shared = _RELOCATED.replace("Libs.private: -ldl\nRequires.private: zlib\n", "")
    asserts.equals(env, shared, relocated(_DEBIAN, "aarch64-linux-gnu", shared = True))
    return unittest.end(env)

# In the form of libsodium23 and libdb5.3, with made up versions; then what is for the installer.
_SHLIBS = """\
# a comment
libsodium 23 libsodium23 (>= 1.0.14)
libdb 5.3 libdb5.3 (>= 5.3.28+dfsg2), libdb5.3 (<< 6)
udeb: libcrypto 3 libcrypto3-udeb (>= 3.0.0)
"""

def _shlibs_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, {}, shlibs(""))
    asserts.equals(env, {
        "libdb-5.3.so": "libdb5.3 (>= 5.3.28+dfsg2), libdb5.3 (<< 6)",
        "libdb.so.5.3": "libdb5.3 (>= 5.3.28+dfsg2), libdb5.3 (<< 6)",
        "libsodium-23.so": "libsodium23 (>= 1.0.14)",
        "libsodium.so.23": "libsodium23 (>= 1.0.14)",
    }, shlibs(_SHLIBS))
    return unittest.end(env)

def _file(name, real):
    return struct(basename = name, realpath = struct(basename = real))

def _link_names_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, {"db": "libdb-5.3.so", "sodium": "libsodium.so.23"}, link_names([
        _file("libdb-5.3.so", "libdb-5.3.so"),
        _file("libdb.so", "libdb-5.3.so"),
        # A linker script, which leads to no library.
        _file("libncurses.so", "libncurses.so"),
        _file("libsodium.so", "libsodium.so.23.3.0"),
        _file("libsodium.so.23", "libsodium.so.23.3.0"),
        _file("libsodium.so.23.3.0", "libsodium.so.23.3.0"),
    ], ["libdb-5.3.so", "libsodium.so.23"]))
    return unittest.end(env)

_link_names_test = unittest.make(_link_names_test_impl)
_shlibs_test = unittest.make(_shlibs_test_impl)
_relocated_test = unittest.make(_relocated_test_impl)

def pkg_config_test_suite(name):
    """Declares the tests.

    Args:
      name: the suite's name.
    """
    unittest.suite(
        name,
        partial.make(_link_names_test, size = "small"),
        partial.make(_relocated_test, size = "small"),
        partial.make(_shlibs_test, size = "small"),
    )
