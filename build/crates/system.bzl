"""Crates that look for a library of the system, known before anything is compiled.

    table of crates.bzl --features, build scripts' dependencies--> an error of the crate's target, or a warning

A build has no system libraries but the C library, and no pkg-config. Crates of `_NEEDED` fail
then: their target is a `refused`. What asks pkg-config and isn't known gets a warning, as many
such crates go on to compile their own copy. A crate that the user annotates is the user's.
"""

load("//build/debian:here.bzl", "label_text")
load(":attributes.bzl", "script_crates")

visibility(["//build/crates/...", "//tests/crates/..."])

ERROR_SYSTEM_LIBRARY = """\
@{universe}: the crate {crate} looks for {library} on the system, and a build has nothing of the system's.
It is there for {chain}.
To mend it: {remedy}.{packages}"""

# Of crates whose library Debian has as an archive.
_PACKAGES = " Or give it one from Debian packages, by `pgrx.libraries` and `pgrx.annotation(crate = \"{name}\", libraries = ...)`: docs/libraries.md of rules_pgrx."

# Debian 12 has these libraries, or what they link with, as shared ones alone: GDAL's, Kerberos's for GSSAPI and libpq.
_SHARED = ["gdal-sys", "libgssapi-sys", "pq-sys"]

WARNING_PKG_CONFIG = """\
WARNING: @{universe}: the build script of {crate} asks {program} for a library of the system, and a build has none.
It is there for {chain}.
To mend it, if it fails: {remedy}."""

_RUSTLS = "use rustls in its place; reqwest, sqlx and others have a feature for it, beside `default-features = false`"

# Crates whose build script fails without a library of the system, unless one of some features is
# on. Read in the build script of the version that is named.
_NEEDED = {
    # 0.11.0, build.rs: pkg-config or panic; the feature `bundled` only says which bindings.
    "gdal-sys": struct(library = "GDAL", unless = [], remedy = "do without it: nothing compiles a copy of it that has its dependencies"),
    # 2.0.10, build.rs: GEOS_LIB_DIR, pkg-config, geos-config or panic.
    "geos-sys": struct(library = "GEOS", unless = ["static", "dox"], remedy = "turn on its feature `static`"),
    # 0.2.7, build.rs: pkg-config or panic.
    "libdbus-sys": struct(library = "D-Bus", unless = ["vendored"], remedy = "turn on its feature `vendored`"),
    # 0.3.4, build.rs: headers of MIT's or Heimdal's or panic.
    "libgssapi-sys": struct(library = "GSSAPI", unless = [], remedy = "turn off the feature that asks for it"),
    # 0.30.1, build.rs: links with sqlite3 of pkg-config or of the linker's folders.
    "libsqlite3-sys": struct(
        library = "SQLite",
        unless = ["bundled", "bundled-sqlcipher", "in_gecko", "loadable_extension"],
        remedy = "turn on its feature `bundled`, which rusqlite and sqlx hand on",
    ),
    # 0.3.23, build.rs: LIBXML2, pkg-config or panic.
    "libxml": struct(library = "libxml2", unless = [], remedy = "use a reader of XML that is written in Rust"),
    # 0.4.7, build.rs: pkg-config, mysql_config or panic.
    "mysqlclient-sys": struct(library = "MySQL's client", unless = ["bundled"], remedy = "turn on its feature `bundled`"),
    # 0.9.118, build/main.rs: find_vendored or find_normal; aws-lc has a source of its own.
    "openssl-sys": struct(
        library = "OpenSSL",
        unless = ["aws-lc", "aws-lc-fips", "unstable_boringssl", "vendored"],
        remedy = _RUSTLS + "; or turn on its feature `vendored`",
    ),
    # 0.7.8, build.rs: pkg-config, pg_config or the linker's folders.
    "pq-sys": struct(
        library = "libpq",
        unless = ["bundled", "bundled_without_openssl"],
        remedy = "link with the target's, `pgrx.annotation(build_script_env = {{\"PQ_LIB_DIR\": \".\"}}, crate = \"pq-sys\", deps = [\"{}\"])`".format(label_text("//build/sysroot:pq")) +
                 "; or use the crate postgres, which is written in Rust",
    ),
}

# Crates that ask pkg-config and compile their own copy where there is none, by the same reading:
# bzip2-sys 0.1.13, curl-sys 0.4.91, libgit2-sys 0.18.8, libssh2-sys 0.3.4, libz-sys 1.1.33,
# lzma-sys 0.1.20, onig_sys 69.9.3, zstd-sys 2.1.3.
_OWN_COPY = ["bzip2-sys", "curl-sys", "libgit2-sys", "libssh2-sys", "libz-sys", "lzma-sys", "onig_sys", "zstd-sys"]

# What finds a library of the system, by which program: crates that build scripts depend on.
FINDERS = {"pkg-config": "pkg-config", "system-deps": "pkg-config", "vcpkg": "vcpkg"}

def system_libraries(universe, crates, features, annotated, roots):
    """What a universe's crates want of the system.

    Args:
      universe: the universe's name.
      crates: {crate id: row}, of packages.bzl.
      features: {crate id: names of all features that it has}.
      annotated: {name of a crate: True} of those that annotations say something about.
      roots: ids of the crates that the others are there for.

    Returns:
      A struct: `refused` ({crate id: {target: error}}) and `warnings`, a list of texts.
    """
    refused, warnings = {}, []
    chains = _chains(crates, roots)
    for id, crate in sorted(crates.items()):
        if crate["name"] in annotated:
            continue
        said = {
            "chain": chains.get(id, crate["name"]),
            "crate": "{} {}".format(crate["name"], crate["version"]),
            "universe": universe,
        }
        row = _NEEDED.get(crate["name"])
        for target, variant in crate["variants"].items():
            if row and variant["script"] and not [feature for feature in row.unless if feature in _on(variant)]:
                packages = "" if crate["name"] in _SHARED else _PACKAGES.format(name = crate["name"])
                text = ERROR_SYSTEM_LIBRARY.format(library = row.library, packages = packages, remedy = row.remedy, **said)
                refused.setdefault(id, {})[target] = text
        finder = None if row or crate["name"] in _OWN_COPY else _finder(crates, crate)
        if finder:
            warnings.append(WARNING_PKG_CONFIG.format(program = finder, remedy = _guess(crate["name"], features.get(id, [])), **said))
    return struct(refused = refused, warnings = warnings)

def _on(variant):
    """The features of a variant, whatever the platform."""
    return {feature: True for added in variant["features"].values() for feature in added}

def _own_copy(feature):
    return [word for word in ["bundled", "static", "vendored"] if word in feature]

def _finder(crates, crate):
    """By what a crate's build script looks for a library, unless a feature says that it compiles its own."""
    for variant in crate["variants"].values():
        if not variant["script"] or [feature for feature in _on(variant) if _own_copy(feature)]:
            continue
        for name in script_crates(crates, variant):
            if name in FINDERS:
                return FINDERS[name]
    return None

def _guess(name, features):
    own = ["`{}`".format(feature) for feature in sorted(features) if _own_copy(feature)]
    if own:
        return "turn on a feature by which it compiles its own copy: " + ", ".join(own)
    return "do without it, or give it one from Debian packages, by `pgrx.libraries` and `pgrx.annotation(crate = \"{}\", libraries = ...)`: docs/libraries.md of rules_pgrx".format(name)

def _chains(crates, roots):
    """{crate id: "<root> -> ... -> <crate>"}, by the shortest way."""
    chains = {id: crates[id]["name"] for id in roots}
    front = list(roots)
    for _ in range(len(crates)):
        following = []
        for id in front:
            for other in _below(crates[id]):
                if other not in chains:
                    chains[other] = "{} -> {}".format(chains[id], crates[other]["name"])
                    following.append(other)
        front = following
    return chains

def _below(crate):
    """The ids of the crates that a crate and its build script depend on."""
    targets = []
    for variant in crate["variants"].values():
        for externs in variant["deps"].values():
            targets += externs.values()
        if variant["script"]:
            targets += variant["script"]["deps"].values() + variant["script"]["links"]
    return sorted({target.partition(":")[0]: True for target in targets})
