"""Which expected output belongs to which SQL test, as pg_regress has it.

`<case>_0.out` to `<case>_9.out` are further right outputs of `<case>.sql` (its documentation,
"Variant Comparison Files").
"""

visibility(["//build/...", "//tests/..."])

ERROR_STRAY_OUTPUT = """\
{test}: {expected} is the output of a test that is not there: none of `sql` is called {case}.sql.
To mend it: add that file to `sql`, or take {expected} out of `expected`."""

def case_of(path):
    """What a test is called: the name of its file without `.sql` or `.out`."""
    return path.rpartition("/")[2].rpartition(".")[0]

def by_case(sql, expected):
    """Pairs SQL files with expected output.

    Args:
      sql: paths of `.sql` files.
      expected: paths of `.out` files.

    Returns:
      A struct: `outputs`, {case: paths} of the cases that have any, and `strays`, {path: case} of
      output whose case is not there.
    """
    cases = {case_of(path): True for path in sql}
    outputs, strays = {}, {}
    for path in expected:
        case = case_of(path)
        if case not in cases and case[:-1].endswith("_") and case[-1].isdigit():
            case = case[:-2]
        if case in cases:
            outputs.setdefault(case, []).append(path)
        else:
            strays[path] = case
    return struct(outputs = outputs, strays = strays)

def check_outputs(test, sql, expected, fail = fail):
    """Fails where an expected output belongs to no SQL file. SQL without one is the test's affair, which writes it.

    Args:
      test: the test's label.
      sql: paths of its `.sql` files.
      expected: paths of its `.out` files.
      fail: what to call with an error's text; tests pass their own.
    """
    for path, case in by_case(sql, expected).strays.items():
        fail("\n" + ERROR_STRAY_OUTPUT.format(case = case, expected = path, test = test))
