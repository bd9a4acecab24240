"""What the columns of a row may say."""

def check_status(table, row, status, reason, fail = fail):
    """Fails unless a row is supported, or experimental for a reason.

    Args:
      table: the file of the row.
      row: what the row is called.
      status: its column `status`.
      reason: its column `reason`.
      fail: what to call with an error's text; tests pass their own.
    """
    check_column(table, row, "status", status, ["supported", "experimental"], fail = fail)
    if status == "experimental" and not reason:
        fail("{}: row {} is {} and says no reason".format(table, row, status))

def check_column(table, row, column, value, known, fail = fail):
    """Fails unless a column has one of the known values.

    Args:
      table: the file of the row.
      row: what the row is called.
      column: the column's name.
      value: what it has.
      known: what it may have.
      fail: what to call with an error's text; tests pass their own.
    """
    if value not in known:
        fail("{}: row {} has {} '{}'; known: {}".format(table, row, column, value, ", ".join(known)))
