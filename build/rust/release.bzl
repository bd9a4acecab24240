"""Compiler and standard library are of one release of Rust, or nothing that they make links."""

load("//build/debian:lock.bzl", "UPDATE_COMMAND")
load("//build/debian:version.bzl", "upstream_of")

visibility(["//build/rust/...", "//tests/..."])

ERROR_OTHER_RELEASE = """\
@{name}: {package} is {found}, but the compiler of {lock} is {wanted}.
rustc reads the standard library of its own release alone. Renew all of them with: """ + UPDATE_COMMAND

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
        if pin.name == "rustc-web" and upstream_of(pin.version) != upstream_of(version):
            fail(ERROR_OTHER_RELEASE.format(
                name = name,
                package = package,
                found = version,
                lock = lock,
                wanted = pin.version,
            ))
            return  # buildifier: disable=unreachable
