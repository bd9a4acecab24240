"""The SQL tests of a package, laid out as pg_regress has them: `sql/<case>.sql`, `expected/<case>.out`.

A folder `sql` beside Cargo.toml also has other files: upgrade scripts, and SQL that the crate
reads. In tests/pg_regress each file is a test.
"""

load("//build/extension:regress.bzl", "by_case", "case_of")
load(":members.bzl", "in_folder")
load(":subpackages.bzl", "check_seen")

visibility(["//build/crates/...", "//tests/crates/..."])

ERROR_NO_SQL = """\
pgrx_crate(name = "{name}"): {expected} is the output of a test that is not there: there is no {sql}.
To mend it: write {sql}, or remove {expected}."""

ERROR_NO_OUTPUT = """\
pgrx_crate(name = "{name}"): {sql} is a test without expected output: there is no {expected}.
To mend it: `touch {expected}`, let `bazel run //{package}:{test} -- --update` write it, and read it before you commit it."""

WARNING_NOT_RUN = """\
pgrx_crate(name = "{name}"): {sql} is not run as a test, as there is no {expected}.
To mend it: `touch {expected}` and let `bazel run //{package}:{test} -- --update` write it; or, if it is no test, say which are: `sql = [...], expected = [...]` (`sql = []` where none is)."""

_TESTS = "tests/pg_regress/"

# cargo-pgrx's name of the file that prepares the databases of all others.
_SETUP = "setup"

_NAMED = ", or name the files by label in `sql` and `expected` (`sql = []` for none)"

def regress_cases(name, crate, test):
    """A package's SQL tests, found by their names.

    Args:
      name: the target's name, for messages.
      crate: the package's row.
      test: the name of a test that runs them, for messages.

    Returns:
      Two lists: the tests' SQL files, and what is expected of them.
    """
    folder = crate["folder"]
    nested = crate["pg_regress"]
    folders = ["sql", "expected"] + ([_TESTS[:-1]] if nested else [])
    above = [in_folder(folder, "tests")] if nested else []
    check_seen(name, [in_folder(folder, base) for base in folders], "SQL tests", _NAMED, above)
    sql, expected = [], []
    for base in ["", _TESTS]:
        found = pair(
            struct(name = name, package = native.package_name(), test = test),
            native.glob([in_folder(folder, base + "sql/*.sql")], allow_empty = True),
            native.glob([in_folder(folder, base + "expected/*.out")], allow_empty = True),
            only_tests = base == _TESTS,
        )
        sql += found[0]
        expected += found[1]
    return sql, expected

def pair(target, sql, expected, only_tests, fail = fail, warn = print):
    """Pairs the files of a folder `sql` with those of the folder `expected` beside it.

    Args:
      target: struct of `name`, `package` and `test`, for messages.
      sql: paths of all `.sql` files.
      expected: paths of all `.out` files.
      only_tests: whether each `.sql` file is meant as a test.
      fail: what to call with an error's text.
      warn: what to call with a warning's.

    Returns:
      Two lists: paths of the tests, and of what is expected of them.
    """
    tests = {case_of(path): path for path in sql}
    paired = by_case(sql, expected)
    outputs = paired.outputs
    for path, case in paired.strays.items():
        fail("\n" + ERROR_NO_SQL.format(
            expected = path,
            name = target.name,
            sql = _beside(path, "sql/{}.sql".format(case)),
        ))
    for case, path in tests.items():
        # <extension>--<version>.sql and <extension>--<from>--<to>.sql are its scripts; setup.sql prepares.
        if case in outputs or (case == _SETUP if only_tests else "--" in case):
            continue
        text = (ERROR_NO_OUTPUT if only_tests else WARNING_NOT_RUN).format(
            expected = _beside(path, "expected/{}.out".format(case)),
            name = target.name,
            package = target.package,
            sql = path,
            test = target.test,
        )
        (fail if only_tests else warn)("\n" + text)
    setup = [_SETUP] if only_tests else []
    return [tests[case] for case in tests if case in outputs or case in setup], [path for case in tests for path in outputs.get(case, [])]

def _beside(path, file):
    """A path that counts from the folder above that of a file."""
    return "/".join(path.split("/")[:-2] + [file])
