"""`<set>.lock.json`: schema, documentation and reader.

    {"set":"llvm","schema":1,"packages":[
    {"name":"lld-22","architecture":"amd64","version":"1:22.1.8-1~deb12u1","suite":"bookworm-security","archive":"debian-security","path":"pool/updates/main/l/.../lld-22_..._amd64.deb","size":1487004,"sha256":"..."},
    ...
    ]}

One line per package, so that a review shows one line per changed pin. The file
is written by `debian_lock` (//src/tools/debian_lock) from `<set>.yaml`, which
says what is wanted; nothing here decides which version that is.

A lock of an archive that is not Debian's says which one, and its pins are of `own`:

    {"set":"pg","schema":1,"archive":{"url":"...","components":["main"],"keyring":"keys.asc"},"packages":[
"""

load(":here.bzl", "owned", "update_text")

visibility(["//build/...", "//tests/..."])

# Raised when a reader of the old format would misread the new one.
LOCK_SCHEMA = 1

# Field of a pin -> its type and what it holds.
PIN_FIELDS = {
    "name": ("string", "binary package name"),
    "architecture": ("string", "Debian architecture it was asked for, also where the .deb itself is `all`"),
    "version": ("string", "full Debian version, with epoch"),
    "suite": ("string", "suite that has it, and in which its successor is looked for"),
    "archive": ("string", "`debian` or `debian-security`: the archive that `path` is relative to; `own`: that of the lock"),
    "path": ("string", "path of the .deb below the archive's base"),
    "size": ("int", "bytes"),
    "sha256": ("string", "of the .deb, in lower-case hexadecimal"),
}

# Field of a lock's `archive` -> its type and what it holds.
ARCHIVE_FIELDS = {
    "components": ("list", "those of its suites that are looked in"),
    "keyring": ("string", "file of its public keys, relative to the lock"),
    "url": ("string", "base URL, without trailing slash"),
}

UPDATE_COMMAND = update_text()

ERROR_NOT_JSON = """\
{lock}: this is no JSON.
Locks are written by machine; a merge or an editor may have broken this one.
Renew it with: """ + UPDATE_COMMAND

ERROR_WRONG_SCHEMA = """\
{lock}: schema {found}, but this version of rules_pgrx reads schema {wanted}.
Renew it with: """ + UPDATE_COMMAND

ERROR_BAD_ARCHIVE = """\
{lock}: `archive`: {reason}.
Locks are written by machine; a merge or an editor may have broken this one.
Renew it with: """ + UPDATE_COMMAND

ERROR_BAD_PIN = """\
{lock}: package {index} ({name}): {reason}.
Locks are written by machine; a merge or an editor may have broken this one.
Renew it with: """ + UPDATE_COMMAND

ERROR_UNKNOWN_ARCHITECTURE = """\
{lock}: nothing is pinned for architecture {architecture}; there is {known}.
If packages exist for it, see that `architectures` in thirdparty/debian/{set}.yaml means {architecture}, then run: """ + UPDATE_COMMAND

ERROR_UNKNOWN_PACKAGE = """\
{lock}: package {name} is not pinned for architecture {architecture}.
Add it to `packages` in thirdparty/debian/{set}.yaml, then run: """ + UPDATE_COMMAND

_ARCHIVES = ["debian", "debian-security"]

# The archive of the pins of a lock that names one.
OWN = "own"

def parse_lock(text, lock, fail = fail):
    """Reads and validates the text of a lock.

    Args:
      text: what stands in the file.
      lock: the file's name, for messages.
      fail: what to call with an error's text; tests pass their own.

    Returns:
      A struct with `set`; `archive`, a struct with the fields of `ARCHIVE_FIELDS`, None where it is
      Debian's; and `packages`, a list of pins: structs with the fields of `PIN_FIELDS`. None after an error.
    """
    content = json.decode(text, default = None)
    if type(content) != "dict":
        return fail(ERROR_NOT_JSON.format(lock = lock))
    if content.get("schema") != LOCK_SCHEMA:
        return fail(ERROR_WRONG_SCHEMA.format(lock = lock, found = content.get("schema"), wanted = LOCK_SCHEMA))
    archive = content.get("archive")
    reason = _shape_problem(archive, ARCHIVE_FIELDS, "an archive") if archive != None else None
    if reason:
        return fail(ERROR_BAD_ARCHIVE.format(lock = lock, reason = reason))
    seen = {}
    for index, pin in enumerate(content.get("packages", [])):
        reason = _problem(pin, seen, [OWN] if archive else _ARCHIVES)
        if reason:
            name = pin.get("name", "without name") if type(pin) == "dict" else "without name"
            return fail(ERROR_BAD_PIN.format(lock = lock, index = index + 1, name = name, reason = reason))
        seen[(pin["name"], pin["architecture"])] = True
    return struct(
        archive = struct(**archive) if archive else None,
        set = content.get("set", ""),
        packages = [struct(**pin) for pin in content.get("packages", [])],
    )

def read_lock(rctx, label):
    """Reads a lock, and words errors about it for the module that it is of.

    Args:
      rctx: the repository context.
      label: the lock's.

    Returns:
      As `parse_lock`, and `label`, and `fail`, which takes an error's text.
    """

    def say(text):
        fail(owned(rctx, label, text))

    content = parse_lock(rctx.read(label), str(label), say)

    def say_of_archive(text):
        fail(owned(rctx, label, text, own = bool(content.archive)))

    return struct(
        archive = content.archive,
        fail = say_of_archive,
        label = label,
        packages = content.packages,
        set = content.set,
    )

def format_lock(set, pins):
    """The text of a lock.

    Args:
      set: its name.
      pins: structs with the fields of `PIN_FIELDS`.

    Returns:
      What `parse_lock` reads.
    """
    return json.encode_indent(struct(set = set, schema = LOCK_SCHEMA, packages = pins)) + "\n"

def _shape_problem(row, fields, what):
    """Why a row of JSON has not these fields and no others, or None."""
    if type(row) != "dict":
        return "it is no object"
    for field, (kind, _) in fields.items():
        if type(row.get(field)) != kind or row[field] in ["", []]:
            return "`{}` is missing or no {}".format(field, kind)
    stray = [field for field in row if field not in fields]
    return "`{}` is no field of {}".format(stray[0], what) if stray else None

def _problem(pin, seen, archives):
    """Why this is no pin, or None."""
    problem = _shape_problem(pin, PIN_FIELDS, "a pin")
    if problem:
        return problem
    if len(pin["sha256"]) != 64 or pin["sha256"].strip("0123456789abcdef"):
        return "`sha256` is not 64 hexadecimal digits"
    if pin["archive"] not in archives:
        return "`archive` is none of " + ", ".join(archives)
    if pin["path"].startswith("/") or ".." in pin["path"].split("/") or not pin["path"].endswith(".deb"):
        return "`path` does not lead to a .deb inside the archive"
    if (pin["name"], pin["architecture"]) in seen:
        return "it is pinned twice for " + pin["architecture"]
    return None

def select_pins(lock, architecture, names = None, label = "lock", fail = fail):
    """The pins of one architecture.

    Args:
      lock: what `parse_lock` gave.
      architecture: Debian architecture.
      names: the packages wanted, each of which must be there; all when None.
      label: the lock file's name, for messages.
      fail: what to call with an error's text; tests pass their own.

    Returns:
      A list of pins, in the lock's order. None after an error.
    """
    pins = [pin for pin in lock.packages if pin.architecture == architecture]
    if not pins:
        known = {pin.architecture: None for pin in lock.packages}
        return fail(ERROR_UNKNOWN_ARCHITECTURE.format(
            architecture = architecture,
            known = ", ".join(known) or "none at all",
            lock = label,
            set = lock.set,
        ))
    if names == None:
        return pins
    missing = [name for name in names if name not in [pin.name for pin in pins]]
    if missing:
        return fail(ERROR_UNKNOWN_PACKAGE.format(
            architecture = architecture,
            lock = label,
            name = missing[0],
            set = lock.set,
        ))
    return [pin for pin in pins if pin.name in names]
