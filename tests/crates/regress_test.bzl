"""A package's SQL tests: which file belongs to which, and what is said of those that don't."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/crates:regress.bzl", "pair")

def _paired(sql, expected, only_tests = False, package = ""):
    """What is paired, errors and warnings."""
    errors, warnings = [], []
    paired = pair(struct(name = "hello", package = package, test = "hello_sql_test"), sql, expected, only_tests, fail = errors.append, warn = warnings.append)
    return paired, errors, warnings

def _alternatives_test_impl(ctx):
    """As pg_regress takes them: one digit, unless a test is called so itself."""
    env = unittest.begin(ctx)
    asserts.equals(
        env,
        ((["sql/a.sql", "sql/b_1.sql"], ["expected/a.out", "expected/a_0.out", "expected/a_9.out", "expected/b_1.out"]), [], []),
        _paired(
            ["sql/a.sql", "sql/b_1.sql"],
            ["expected/a.out", "expected/a_0.out", "expected/a_9.out", "expected/b_1.out"],
        ),
    )
    return unittest.end(env)

def _no_sql_test_impl(ctx):
    env = unittest.begin(ctx)
    for output, case in [("gone", "gone"), ("gone_1", "gone"), ("a_10", "a_10")]:
        _, errors, _ = _paired(["db/sql/a.sql"], ["db/expected/a.out", "db/expected/{}.out".format(output)])
        asserts.equals(env, ["""
pgrx_crate(name = "hello"): db/expected/{output}.out is the output of a test that is not there: there is no db/sql/{case}.sql.
To mend it: write db/sql/{case}.sql, or remove db/expected/{output}.out.""".format(case = case, output = output)], errors)
    return unittest.end(env)

def _no_output_test_impl(ctx):
    env = unittest.begin(ctx)
    paired, errors, warnings = _paired(
        ["tests/pg_regress/sql/a.sql", "tests/pg_regress/sql/b--c.sql"],
        ["tests/pg_regress/expected/a.out"],
        only_tests = True,
        package = "db",
    )
    asserts.equals(env, ["""
pgrx_crate(name = "hello"): tests/pg_regress/sql/b--c.sql is a test without expected output: there is no tests/pg_regress/expected/b--c.out.
To mend it: `touch tests/pg_regress/expected/b--c.out`, let `bazel run //db:hello_sql_test -- --update` write it, and read it before you commit it."""], errors)
    asserts.equals(env, [], warnings)
    asserts.equals(env, (["tests/pg_regress/sql/a.sql"], ["tests/pg_regress/expected/a.out"]), paired)
    return unittest.end(env)

def _setup_test_impl(ctx):
    """It needs no output, where each file is a test."""
    env = unittest.begin(ctx)
    asserts.equals(env, ((["sql/a.sql", "sql/setup.sql"], ["expected/a.out"]), [], []), _paired(
        ["sql/a.sql", "sql/setup.sql"],
        ["expected/a.out"],
        only_tests = True,
    ))
    return unittest.end(env)

def _beside_the_crate_test_impl(ctx):
    """Where other SQL lies too, what has no output is named and left out."""
    env = unittest.begin(ctx)
    paired, errors, warnings = _paired(["sql/a.sql", "sql/hello--1.0--1.1.sql", "sql/tables.sql"], ["expected/a.out"])
    asserts.equals(env, (["sql/a.sql"], ["expected/a.out"]), paired)
    asserts.equals(env, [], errors)
    asserts.equals(env, ["""
pgrx_crate(name = "hello"): sql/tables.sql is not run as a test, as there is no expected/tables.out.
To mend it: `touch expected/tables.out` and let `bazel run //:hello_sql_test -- --update` write it; or, if it is no test, say which are: `sql = [...], expected = [...]` (`sql = []` where none is)."""], warnings)
    return unittest.end(env)

_alternatives_test = unittest.make(_alternatives_test_impl)
_no_sql_test = unittest.make(_no_sql_test_impl)
_no_output_test = unittest.make(_no_output_test_impl)
_setup_test = unittest.make(_setup_test_impl)
_beside_the_crate_test = unittest.make(_beside_the_crate_test_impl)

def regress_test_suite(name):
    unittest.suite(
        name,
        partial.make(_alternatives_test, size = "small"),
        partial.make(_no_sql_test, size = "small"),
        partial.make(_no_output_test, size = "small"),
        partial.make(_setup_test, size = "small"),
        partial.make(_beside_the_crate_test, size = "small"),
    )
