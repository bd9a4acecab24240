"""Locks that are no locks, and questions that a lock cannot answer."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/debian:lock.bzl", "ARCHIVE_FIELDS", "PIN_FIELDS", "parse_lock", "select_pins")

_PIN = {
    "architecture": "amd64",
    "archive": "debian",
    "name": "libx1",
    "path": "pool/main/x/x/libx1_1-1_amd64.deb",
    "sha256": "0123456789abcdef" * 4,
    "size": 12,
    "suite": "somesuite",
    "version": "1-1",
}

def _text(*pins, schema = 1):
    return json.encode({"packages": pins, "schema": schema, "set": "some"})

def _error_of(text):
    errors = []
    parse_lock(text, "some.lock.json", fail = errors.append)
    return errors[0] if errors else None

_REPAIR = "\nRenew it with: ./tools/bazel run //:update"

_BROKEN = "\nLocks are written by machine; a merge or an editor may have broken this one." + _REPAIR

def _parse_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, None, _error_of(_text(_PIN, _PIN | {"architecture": "arm64"})))
    asserts.equals(env, "some.lock.json: this is no JSON." + _BROKEN, _error_of("<<<<<<< ours"))
    asserts.equals(
        env,
        "some.lock.json: schema 2, but this version of rules_pgrx reads schema 1." + _REPAIR,
        _error_of(_text(_PIN, schema = 2)),
    )
    asserts.equals(
        env,
        "some.lock.json: package 2 (libx1): it is pinned twice for amd64." + _BROKEN,
        _error_of(_text(_PIN, _PIN)),
    )
    return unittest.end(env)

_parse_test = unittest.make(_parse_test_impl)

# Change to a pin -> what is wrong with it then.
_BAD_PINS = [
    ({"sha256": "0123456789ABCDEF" * 4}, "`sha256` is not 64 hexadecimal digits"),
    ({"sha256": "0123"}, "`sha256` is not 64 hexadecimal digits"),
    ({"archive": "elsewhere"}, "`archive` is none of debian, debian-security"),
    ({"path": "/pool/x.deb"}, "`path` does not lead to a .deb inside the archive"),
    ({"path": "pool/../../x.deb"}, "`path` does not lead to a .deb inside the archive"),
    ({"path": "pool/x.tar"}, "`path` does not lead to a .deb inside the archive"),
    ({"size": "12"}, "`size` is missing or no int"),
    ({"version": ""}, "`version` is missing or no string"),
    ({"checksum": "x"}, "`checksum` is no field of a pin"),
]

def _bad_pin_test_impl(ctx):
    env = unittest.begin(ctx)
    rows = [(_PIN | change, reason) for change, reason in _BAD_PINS]
    for field, (kind, _) in PIN_FIELDS.items():
        without = {name: value for name, value in _PIN.items() if name != field}
        rows.append((without, "`{}` is missing or no {}".format(field, kind)))
    for pin, reason in rows:
        want = "some.lock.json: package 1 ({}): {}.{}".format(pin.get("name", "without name"), reason, _BROKEN)
        asserts.equals(env, want, _error_of(_text(pin)))
    return unittest.end(env)

_bad_pin_test = unittest.make(_bad_pin_test_impl)

_ARCHIVE = {"components": ["main"], "keyring": "keys.asc", "url": "proto://host/apt"}

def _archive_text(archive, pin):
    return json.encode({"archive": archive, "packages": [pin], "schema": 1, "set": "some"})

def _archive_test_impl(ctx):
    env = unittest.begin(ctx)
    own = _PIN | {"archive": "own"}
    lock = parse_lock(_archive_text(_ARCHIVE, own), "some.lock.json")
    asserts.equals(env, struct(**_ARCHIVE), lock.archive)
    asserts.equals(env, None, parse_lock(_text(_PIN), "some.lock.json").archive)
    bad = "some.lock.json: `archive`: {}." + _BROKEN
    asserts.equals(env, bad.format("it is no object"), _error_of(_archive_text("proto://host/apt", own)))
    asserts.equals(env, bad.format("`x` is no field of an archive"), _error_of(_archive_text(_ARCHIVE | {"x": 1}, own)))
    for field, (kind, _) in ARCHIVE_FIELDS.items():
        for value in [None, 7, [] if kind == "list" else ""]:
            want = bad.format("`{}` is missing or no {}".format(field, kind))
            asserts.equals(env, want, _error_of(_archive_text(_ARCHIVE | {field: value}, own)))

    # One lock is of one archive.
    pin = "some.lock.json: package 1 (libx1): `archive` is none of {}." + _BROKEN
    asserts.equals(env, pin.format("own"), _error_of(_archive_text(_ARCHIVE, _PIN)))
    asserts.equals(env, pin.format("debian, debian-security"), _error_of(_text(own)))
    return unittest.end(env)

_archive_test = unittest.make(_archive_test_impl)

def _select_test_impl(ctx):
    env = unittest.begin(ctx)
    lock = parse_lock(_text(_PIN, _PIN | {"name": "liby2"}, _PIN | {"architecture": "arm64"}), "some.lock.json")

    def names_of(architecture, names = None):
        errors = []
        pins = select_pins(lock, architecture, names, "some.lock.json", fail = errors.append)
        return errors[0] if errors else [pin.name for pin in pins]

    asserts.equals(env, ["libx1", "liby2"], names_of("amd64"))
    asserts.equals(env, ["liby2"], names_of("amd64", ["liby2"]))
    asserts.equals(env, """\
some.lock.json: nothing is pinned for architecture riscv64; there is amd64, arm64.
If packages exist for it, see that `architectures` in thirdparty/debian/some.yaml means riscv64, then run: \
./tools/bazel run //:update""", names_of("riscv64"))
    asserts.equals(env, """\
some.lock.json: package liby2 is not pinned for architecture arm64.
Add it to `packages` in thirdparty/debian/some.yaml, then run: ./tools/bazel run //:update""", names_of("arm64", ["libx1", "liby2"]))
    return unittest.end(env)

_select_test = unittest.make(_select_test_impl)

def lock_test_suite(name):
    unittest.suite(
        name,
        partial.make(_parse_test, size = "small"),
        partial.make(_bad_pin_test, size = "small"),
        partial.make(_archive_test, size = "small"),
        partial.make(_select_test, size = "small"),
    )
