"""The SQL tests of a package, laid out as pg_regress has them: `sql/<case>.sql`, `expected/<case>.out`.

A folder `sql` beside Cargo.toml also has other files: upgrade scripts, and SQL that the crate
reads. In tests/pg_regress each file is a test.
"""

load("//build/extension:regress.bzl", "by_case", "case_of")
load(":members.bzl", "in_folder")

visibility(["//build/crates/...", "//tests/crates/..."])

ERROR_NO_SQL = """\
pgrx_crate(name = "{name}"): {expected} is the output of a test that is not there: there is no {sql}.
To mend it: write {sql}, or remove {expected}."""

ERROR_NO_OUTPUT = """\
pgrx_crate(name = "{name}"): {sql} is a test without expected output: there is no {expected}.
To mend it: `touch {expected}`, let `bazel run //{package}:{name}_sql_<cpu>_pg<major>_test -- --update {folder}` write \
it, and read it before you commit it."""

WARNING_NOT_RUN = """\
pgrx_crate(name = "{name}"): {sql} is not run as a test, as there is no {expected}.
To mend it: `touch {expected}` and let `bazel run //{package}:{name}_sql_<cpu>_pg<major>_test -- --update {folder}` write \
it; or, if it is no test, say which are: `sql = [...], expected = [...]` (`sql = []` where none is)."""

_TESTS = "tests/pg_regress/"

def regress_cases(name, folder):
    """A package's SQL tests, found by their names.

    Args:
      name: the target's name, for messages.
      folder: the package's folder, from the Bazel package.

    Returns:
      Two lists: the tests' SQL files, and what is expected of them.
    """
    sql, expected = [], []
    for base in ["", _TESTS]:
        found = pair(
            struct(name = name, package = native.package_name()),
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
      target: struct of `name` and `package`, for messages.
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
        # <extension>--<version>.sql and <extension>--<from>--<to>.sql are its scripts.
        if case in outputs or (not only_tests and "--" in case):
            continue
        text = (ERROR_NO_OUTPUT if only_tests else WARNING_NOT_RUN).format(
            expected = _beside(path, "expected/{}.out".format(case)),
            folder = _beside("{}/{}".format(target.package, path), "expected").removeprefix("/"),
            name = target.name,
            package = target.package,
            sql = path,
        )
        (fail if only_tests else warn)("\n" + text)
    return [tests[case] for case in tests if case in outputs], [path for case in tests for path in outputs.get(case, [])]

def _beside(path, file):
    """A path that counts from the folder above that of a file."""
    return "/".join(path.split("/")[:-2] + [file])
