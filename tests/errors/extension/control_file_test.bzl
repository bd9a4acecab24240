"""Control files, as PostgreSQL reads them."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/extension:control.bzl", "check_library", "control_names", "parse_control")

# The rows of src/tools/control_file: a line, and the value of `x`; None is a syntax error.
_VALUES = [
    ("x = 'a'", "a"),
    ("x 'a'", "a"),
    ("x='a'", "a"),
    ("\t x = 'a' \r", "a"),
    ("x = ''", ""),
    ("x = a", "a"),
    ("x = $libdir", None),
    ("x = '$libdir/a'", "$libdir/a"),
    ("x = 'a' # y", "a"),
    ("x = 'a'#y = 'b'", "a"),
    ("x = 'a # b'", "a # b"),
    ("x = 'a = b'", "a = b"),
    ("x = 'it''s'", "it's"),
    ("x = 'it\\'s'", "it's"),
    ("x = '\\\\\\t\\n\\101\\0601\\q'", "\\\t\nA01q"),
    ("x = 'ä'", "ä"),
    ("x = ä", "ä"),
    ("x = 1.2", "1.2"),
    ("x = -1", "-1"),
    ("x = 10kB", "10kB"),
    ("x = 0x1F", "0x1F"),
    ("x = 1.5e+3", "1.5e+3"),
    ("x = .", "."),
    ("x = a-1.2/b:c", "a-1.2/b:c"),
    ("x = a.b.c", "a.b.c"),
    ("x = 'a'\nx = 'b'", "b"),
    ("x = 'a'\n# x = 'b'\ny = 'c'", "a"),
    ("x = 1.2.3", None),
    ("x = 1.5e", None),
    ("x = a.b", None),
    ("x = 'a", None),
    ("x = 'a\\'", None),
    ("x = 'a'b", None),
    ("x = 'a' 'b'", None),
    ("x = = a", None),
    ("x =", None),
    ("x", None),
    ("1 = a", None),
    ("'x' = a", None),
    ("x-y = a", None),
    ("x = \"a\"", None),
    ("x = +", None),
]

def _values_test_impl(ctx):
    env = unittest.begin(ctx)
    for text, expected in _VALUES:
        control = parse_control(text, fail = _ignore)
        asserts.equals(env, expected, control["x"] if control else None, text)
    asserts.equals(env, {}, parse_control("\n  \n# module_pathname = 'x'\n   #y = 'z'"))
    return unittest.end(env)

def _ignore(_):
    return None

def _error(call, *args, **kwargs):
    said = []
    call(fail = said.append, *args, **kwargs)
    return said

def _errors_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, ["""\
x.control: line 3 is no `name = value`: `c = d e`. A value with more than letters and digits stands in \
single quotes, in which '' is a quote; a comment begins with #"""], _error(parse_control, "a = 'b'\n\n  c = d e\n", "x.control"))
    for directive in ["include", "Include_Dir", "include_if_exists"]:
        asserts.equals(env, ["""\
x.control: line 2: `{}` is not supported. Write the parameters of that file here""".format(directive)], _error(parse_control, "\n{} 'y'".format(directive), "x.control"))
    asserts.equals(env, ["""\
x.control: no default_version, so CREATE EXTENSION would not know which script to run. Write \
`default_version = '@CARGO_VERSION@'`"""], _error(control_names, {}, "0.1.0", "x.control"))
    return unittest.end(env)

# Lines of a control file -> SQL version of crate 0.3.0, whether the library's name has it.
_NAMES = [
    ("default_version = '@CARGO_VERSION@'\nmodule_pathname = 'x'", ("0.3.0", False)),
    ("default_version = '@CARGO_VERSION@'", ("0.3.0", True)),
    ("default_version = '1.2' # the API's\n# module_pathname = 'x'", ("1.2", True)),
    ("default_version = 1.2\nmodule_pathname '$libdir/x'  # for tests", ("1.2", False)),
    ("default_version = 'v@CARGO_VERSION@-beta'", ("v0.3.0-beta", True)),
]

def _names_test_impl(ctx):
    env = unittest.begin(ctx)
    for text, expected in _NAMES:
        names = control_names(parse_control(text), "0.3.0")
        asserts.equals(env, expected, (names.sql_version, names.versioned_library), text)
    return unittest.end(env)

# `module_pathname` of x.control -> whether PostgreSQL finds the library there.
_LIBRARIES = [
    ("x", True),
    ("$libdir/x", True),
    ("$libdir/x.so", True),
    ("/opt/x", True),
    ("y", False),
    ("x-1.0", False),
    ("$libdir/sub/x", False),
    ("sub/x", False),
]

def _library_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, [], _error(check_library, {}, "x", "x.control"))
    for module, found in _LIBRARIES:
        asserts.equals(env, [] if found else ["""\
x.control: module_pathname is `{}`, but the library is installed as `$libdir/x.so`, as cargo-pgrx \
does it, so no function would be found. Write `module_pathname = 'x'`, or give the file the extension's name""".format(module)], _error(check_library, {"module_pathname": module}, "x", "x.control"))
    return unittest.end(env)

_values_test = unittest.make(_values_test_impl)
_errors_test = unittest.make(_errors_test_impl)
_names_test = unittest.make(_names_test_impl)
_library_test = unittest.make(_library_test_impl)

def control_file_test_suite(name):
    unittest.suite(
        name,
        partial.make(_values_test, size = "small"),
        partial.make(_errors_test, size = "small"),
        partial.make(_names_test, size = "small"),
        partial.make(_library_test, size = "small"),
    )
