"""`cfg(...)` expressions, as the Rust reference has them under "Conditional compilation"."""

visibility(["//build/crates/...", "//tests/crates/..."])

def _tokens(expression):
    """`all(unix, a = "b")` as ["all", "(", "unix", ",", "a=b", ")"]."""
    spaced = expression
    for mark in ["(", ")", ","]:
        spaced = spaced.replace(mark, "\n{}\n".format(mark))
    return [token.replace(" ", "").replace("\"", "") for token in spaced.split("\n") if token.strip()]

def cfg_matches(expression, cfg):
    """Whether a `cfg(...)` expression holds (the Rust reference, "Conditional compilation").

    Args:
      expression: what stands between `cfg(` and `)`.
      cfg: {option: True} as `rustc --print cfg` has them, `target_arch=x86_64` without quotes.

    Returns:
      A bool.
    """
    stack, pending = [("all", [])], None
    for token in _tokens(expression):
        if token in ("all", "any", "not"):
            pending = token
        elif token == "(":
            stack.append((pending, []))
        elif token == ")":
            name, values = stack.pop()
            stack[-1][1].append(any(values) if name == "any" else not values[0] if name == "not" else all(values))
        elif token != ",":
            stack[-1][1].append(token == "true" or token in cfg)
    return all(stack[0][1])
