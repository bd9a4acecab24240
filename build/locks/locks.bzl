"""Locks of the user's own, read by a module extension: what they pin, or what is wrong with them."""

load("//build/debian:here.bzl", "file_text", "reworded")
load("//build/debian:lock.bzl", "parse_lock")
load(":wanted.bzl", "wanted_packages")

ERROR_NO_LOCK = """\
@{name}: there is no {lock}, so nothing says which files the packages are.
To mend it: say in {yaml} which packages are wanted, and run: {renew}"""

ERROR_NO_LOCK_FILE = """\
@{name}: `locks` has {lock}, and a lock is called <set>.lock.json.
To mend it: write {should} in `locks` of MODULE.bazel, then run: {renew}"""

ERROR_STALE_LOCK = """\
@{name}: {yaml} asks for {packages}, which {lock} doesn't have.
To mend it: run: {renew}"""

_SUFFIX = ".lock.json"

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
        yaml = path.dirname.get_child(sets_of([label])[0] + ".yaml")
        texts = []
        for file in [path, yaml]:
            mctx.watch(file)
            texts.append(mctx.read(file) if file.exists else None)
        locks.append(read_text(name, label, *texts))
    return locks

def read_text(name, label, text, yaml = None):
    """A lock by what stands in it.

    Args:
      name: of the tag that names it.
      label: its label.
      text: its text; None where there is no such file.
      yaml: the text of the set's yaml; None where there is no such file.

    Returns:
      One of the structs of `read_locks`.
    """
    file = file_text(label)
    stem = file.removesuffix(_SUFFIX)
    said = {"lock": file, "name": name, "renew": renew_text(name), "yaml": stem + ".yaml"}
    errors, pins = [], []
    if stem == file:
        should = file.removesuffix("." + file.rpartition(".")[2]) + _SUFFIX
        errors.append(ERROR_NO_LOCK_FILE.format(should = should, **said))
    elif text == None:
        errors.append(ERROR_NO_LOCK.format(**said))
    else:
        content = parse_lock(text, file, errors.append)
        pins = content.packages if content else []
        pinned = [pin.name for pin in pins]
        lacking = [package for package in wanted_packages(yaml or "") if package not in pinned]
        if lacking and not errors:
            errors.append(ERROR_STALE_LOCK.format(packages = ", ".join(lacking), **said))
    return struct(
        error = reworded(label, errors[0], said["renew"]) if errors else "",
        label = label,
        pins = [] if errors else pins,
        text = file,
    )

def sets_of(labels):
    """The names of the locks' sets, for `lock_update`.

    Args:
      labels: the locks'.

    Returns:
      A list of strings.
    """
    return [label.name.rpartition("/")[2].removesuffix(_SUFFIX) for label in labels]

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
