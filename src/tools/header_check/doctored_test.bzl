"""Headers and server of two rows, for tests/doctored.rs."""

load("@rules_rust//rust:defs.bzl", "rust_test")
load("//platforms:arches.bzl", "ARCHES")
load("//platforms:postgres.bzl", "default_release")

def doctored_tests():
    """Declares `doctored_<cpu>_test`: the first row's server against the headers of each other row."""
    server = ARCHES[0]
    for other in ARCHES[1:]:
        major = default_release(other).major
        ours = "@pinned//postgres_{}_{}:".format(major, server.cpu)
        theirs = "@pinned//postgres_{}_{}:".format(major, other.cpu)
        rust_test(
            name = "doctored_{}_test".format(other.cpu),
            size = "small",
            srcs = ["tests/doctored.rs"],
            crate_root = "tests/doctored.rs",
            data = [
                ours + "bin/postgres",
                ours + "postgres_headers",
                ours + "server/pg_config.h",
                theirs + "postgres_headers",
                theirs + "server/pg_config.h",
            ],
            env = {
                "OTHER_PG_CONFIG": "$(rootpath {}server/pg_config.h)".format(theirs),
                "PG_CONFIG": "$(rootpath {}server/pg_config.h)".format(ours),
                "POSTGRES": "$(rootpath {}bin/postgres)".format(ours),
            },
            deps = [
                ":header_check_lib",
                "@crates//:tempfile",
            ],
        )
