"""Locks of the user's own, read by a module extension: what they pin, or what is wrong with them."""

load("//build/debian:here.bzl", "file_text", "reworded")
load("//build/debian:lock.bzl", "parse_lock")

ERROR_NO_LOCK = """\
@{name}: there is no {lock}, so nothing says which files the packages are.
To mend it: say in {yaml} which packages are wanted, and run: {renew}"""

def renew_text(name):
    """The command that renews locks.

    Args:
      name: of the tag that names them, and so of the repository with the target `update`.

    Returns:
      A string.
    """
    return "bazel run @{}//:update".format(name)

def read_locks(mctx, name, labels):
    """Reads locks. What is wrong with one is no failure here, or the command that mends it could not run.

    Args:
      mctx: the module extension's context.
      name: of the tag that names them.
      labels: the locks'.

    Returns:
      A list of structs: `label`; `text`, what the user calls the lock; `pins`; `error`, a text or "".
    """
    locks = []
    for label in labels:
        path = mctx.path(label)
        mctx.watch(path)
        locks.append(read_text(name, label, mctx.read(path) if path.exists else None))
    return locks

def read_text(name, label, text):
    """A lock by what stands in it.

    Args:
      name: of the tag that names it.
      label: its label.
      text: its text; None where there is no such file.

    Returns:
      One of the structs of `read_locks`.
    """
    file = file_text(label)
    renew = renew_text(name)
    errors = []
    if text == None:
        errors.append(ERROR_NO_LOCK.format(
            lock = file,
            name = name,
            renew = renew,
            yaml = file.removesuffix(".lock.json") + ".yaml",
        ))
        content = None
    else:
        content = parse_lock(text, file, errors.append)
    return struct(
        error = reworded(label, errors[0], renew) if errors else "",
        label = label,
        pins = [] if errors else content.packages,
        text = file,
    )

def sets_of(labels):
    """The names of the locks' sets, for `lock_update`.

    Args:
      labels: the locks'.

    Returns:
      A list of strings.
    """
    return [label.name.rpartition("/")[2].removesuffix(".lock.json") for label in labels]

def major_of_package(name):
    """The PostgreSQL that a package is for, by its name.

    Args:
      name: a package's, such as "postgresql-17-postgis-3" or "postgresql-server-dev-17".

    Returns:
      The major version, "17"; "" where it names none.
    """
    words = name.split("-")
    majors = [word for word in words[1:] if word.isdigit()] if words[0] == "postgresql" else []
    return majors[0] if majors else ""
