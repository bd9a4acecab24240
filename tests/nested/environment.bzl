"""What a Bazel inside a test needs of the user's environment."""

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
