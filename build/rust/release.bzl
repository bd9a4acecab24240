"""Compiler and standard library are of one release of Rust, or nothing that they make links."""

visibility(["//build/rust/...", "//tests/..."])

ERROR_OTHER_RELEASE = """\
@{name}: {package} is {found}, but the compiler of {lock} is {wanted}.
rustc reads the standard library of its own release alone. Renew all of them with: ./tools/bazel run //:update"""

def check_release(name, package, version, lock, pins, fail = fail):
    """Fails unless a package is of the release of the pinned compiler.

    Debian builds a release several times, for suites and architectures; revisions may differ.

    Args:
      name: the repository that unpacks the package.
      package: what holds the standard library.
      version: the package's version.
      lock: the compiler's lock, for the message.
      pins: what `parse_lock` gave for it.
      fail: what to call with an error's text; tests pass their own.
    """
    for pin in pins.packages:
        if pin.name == "rustc-web" and _upstream(pin.version) != _upstream(version):
            fail(ERROR_OTHER_RELEASE.format(
                name = name,
                package = package,
                found = version,
                lock = lock,
                wanted = pin.version,
            ))
            return

def _upstream(version):
    return version.rpartition("-")[0]
