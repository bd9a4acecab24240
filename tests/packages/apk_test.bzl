"""apk_test, apko_test: packages for Wolfi and their repository, read by other code than made them."""

load("@rules_rust//rust:defs.bzl", "rust_test")
load("//build:defs.bzl", "pgrx_apk", "pgrx_apk_repository")
load(":inputs.bzl", "skipped_without")

_KEY_NAME = "test.rsa.pub"

def signed_packages(rows, repositories, key):
    """Declares signed packages and repositories of them.

    Args:
      rows: those of :rows.bzl.
      repositories: name of a repository to the rows whose packages it holds.
      key: a private key.
    """
    for row in rows:
        pgrx_apk(
            name = "signed_" + row.name,
            description = "mergeable sketches",
            extension = row.extension,
            key = key,
            key_name = _KEY_NAME,
            license = "Apache-2.0",
            tags = row.tags,
        )
    for name, members in repositories.items():
        pgrx_apk_repository(
            name = name,
            description = "packages of a test",
            key = key,
            key_name = _KEY_NAME,
            packages = ["signed_" + row.name for row in members],
            tags = [tag for tag in ["full"] if [row for row in members if tag in row.tags]],
        )

def apk_test(name, row, apk, key, repository):
    """Declares the test of a package's content, and of a repository's signatures and index.

    Args:
      name: the test's name.
      row: one of :rows.bzl.
      apk: the pgrx_apk, unsigned.
      key: what signed the repository.
      repository: a pgrx_apk_repository that holds a package of the row.
    """
    rust_test(
        name = name,
        size = "small",
        srcs = ["apk/content.rs", "apk/main.rs", "apk/repository.rs"],
        crate_root = "apk/main.rs",
        data = [apk, key, repository, row.extension],
        edition = "2021",
        env = _env(row, key, repository) | {"APK": "$(rootpath {})".format(apk)},
        tags = row.tags,
        deps = [
            ":apk_reader",
            "@crates//:data-encoding",
            "@crates//:rsa",
            "@crates//:sha1",
            "@crates//:sha2",
        ],
    )

def apko_test(name, row, key, repository, apko):
    """Declares the test in which an apko makes an image of a package; skipped without one.

    Args:
      name: the test's name.
      row: one of :rows.bzl.
      key: what signed the repository.
      repository: a pgrx_apk_repository that holds a package of the row.
      apko: file with the path of an apko.
    """
    rust_test(
        name = name,
        size = "small",
        srcs = ["apk/apko.rs"],
        crate_root = "apk/apko.rs",
        data = [apko, key, repository, row.extension, row.server, "//src/tools/apkpkg"],
        edition = "2021",
        env = _env(row, key, repository) | {
            "APKO_FILE": "$(rootpath {})".format(apko),
            "APKPKG": "$(rootpath //src/tools/apkpkg)",
            "APK_CPU": row.arch.cpu,
            # The pinned C library stands in for the distribution's.
            "APK_LIBRARIES": "$(rootpath {})/usr/lib/{}".format(row.server, row.arch.tuple),
            "APK_LOADER": row.arch.loader,
        },
        tags = row.tags,
        target_compatible_with = skipped_without("apko"),
        deps = [
            ":apk_reader",
            "@crates//:serde_json",
            "@crates//:tempfile",
        ],
    )

def _env(row, key, repository):
    return {
        "APK_ARCH": row.arch.apk,
        "APK_EXTENSION_FILES": "$(rootpaths {})".format(row.extension),
        "APK_KEY": "$(rootpath {})".format(key),
        "APK_MAJOR": row.major,
        "APK_REPOSITORY": "$(rootpaths {})".format(repository),
    }
