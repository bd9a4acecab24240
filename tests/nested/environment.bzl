"""nested_test: a test with a Bazel inside; and what that needs of the user's environment."""

load("@rules_rust//rust:defs.bzl", "rust_test")

# Where it keeps downloads, its mirrors, and the way to them.
NESTED_ENVIRONMENT = [
    "BAZEL_REAL",
    "DEBIAN_KEYRING",
    "DEBIAN_MIRROR",
    "DEBIAN_SECURITY_MIRROR",
    "HOME",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "QEMU_CPU",
    "USER",
    "http_proxy",
    "https_proxy",
    "no_proxy",
]

def nested_test(name, tags = [], **kwargs):
    """A rust_test that starts a Bazel of its own, which fetches what it isn't given.

    Args:
      name: the test's name.
      tags: further tags, such as `exclusive` where that Bazel takes all processors.
      **kwargs: of rust_test.
    """
    rust_test(
        name = name,
        edition = "2021",
        env_inherit = NESTED_ENVIRONMENT,
        tags = tags + ["local", "requires-network"],
        **kwargs
    )
