"""postgres_image: a complete PostgreSQL with the extension, one index over all platforms."""

load("//build:defs.bzl", "pgrx_extension_layer", "pgrx_image", "pgrx_image_index", "pgrx_layer", "pgrx_listing_test", "pgrx_load", "pgrx_platforms", "pgrx_push", "pgrx_sbom")

# The official image's, so that volumes can change hands.
_POSTGRES = "999:999"

_EXTENSION = "//src/extensions/sketches"

def postgres_image(major, pgdata, volume):
    """Declares the image of one PostgreSQL major and what is done with it.

    `postgres` is the index over the CPUs that people build on, `all` over every one (`full`);
    `push`, `push_all`, `load_<cpu>`, `listing_<cpu>_test` go with them. Names end with `_pg<major>`
    where it is not the default.

    Args:
      major: of PostgreSQL, a string.
      pgdata: where the database is, without a slash at the start.
      volume: what is mounted to keep it, likewise; `pgdata` or a folder above.
    """
    platforms = pgrx_platforms(major)
    suffix = platforms[0].suffix
    everyday = [platform for platform in platforms if not platform.tags]
    for platform in platforms:
        _declare_server(platform, volume)
    _declare_selected(["entrypoint", "packages", "server"], platforms, suffix)
    pgrx_extension_layer(
        name = "extension" + suffix,
        extension = _EXTENSION,
        layout = "debian",
        licenses = {"//:LICENSE": "sketches"},
        tags = ["manual"],
    )
    _declare_image(major, platforms, pgdata, volume, suffix)
    for name, members, tags in [("postgres", everyday, []), ("all", platforms, ["full"])]:
        pgrx_image_index(
            name = name + suffix,
            image = ":image" + suffix,
            platforms = [platform.label for platform in members],
            tags = tags,
        )
    _declare_uses(platforms, suffix)

def _declare_server(platform, volume):
    """The layers of one CPU: Debian's PostgreSQL and what it needs; the entry point."""
    root = "@pinned//image_root_{}_{}:".format(platform.major, platform.cpu)
    pgrx_layer(
        name = "server{}_{}".format(platform.suffix, platform.cpu),
        directories = [
            volume,
            "docker-entrypoint-initdb.d",
            "run/postgresql",
            "tmp",
            "var/tmp",
        ],
        # What a terminal's login prints.
        exclude = ["etc/issue*"],
        files = {
            "etc/group": "etc/group",
            "etc/nsswitch.conf": "etc/nsswitch.conf",
            "etc/passwd": "etc/passwd",
        },
        # As in the official image: containers may run as a user that no file names.
        modes = {
            volume: "1777",
            "root": "0700",
            "run/postgresql": "3777",
            "tmp": "1777",
            "var/tmp": "1777",
        },
        owners = {folder: _POSTGRES for folder in [volume, "run/postgresql", "var/lib/postgresql"]},
        symlinks = {
            "var/lock": "/run/lock",
            "var/run": "/run",
        },
        tags = ["manual"],
        trees = {root + "tree": "/"},
    )
    pgrx_layer(
        name = "entrypoint{}_{}".format(platform.suffix, platform.cpu),
        files = {"//src/tools/pg_entrypoint:pg_entrypoint_" + platform.cpu: "usr/local/bin/pg_entrypoint"},
        tags = ["manual"],
    )

    # Of which packages the server's layer is.
    native.alias(
        name = "packages{}_{}".format(platform.suffix, platform.cpu),
        actual = root + "packages.lock.json",
        tags = ["manual"],
    )

def _declare_selected(names, platforms, suffix):
    """Of each name the one for the CPU that is built for."""
    for name in names:
        native.alias(
            name = name + suffix,
            actual = select({
                "@platforms//cpu:" + platform.cpu: "{}{}_{}".format(name, suffix, platform.cpu)
                for platform in platforms
            }),
            tags = ["manual"],
        )

def _declare_image(major, platforms, pgdata, volume, suffix):
    # The extension comes last: where it alone changes, the layers below are the same.
    layers = [layer + suffix for layer in [":server", ":entrypoint", ":extension"]]
    pgrx_sbom(
        name = "sbom" + suffix,
        contains = {":packages" + suffix: "*"},
        copyright = "The rules_pgrx authors",
        extension = _EXTENSION,
        layers = layers,
        license = "Apache-2.0",
        # The static libc of the entry point.
        links = select({
            "@platforms//cpu:" + platform.cpu: platform.static_links
            for platform in platforms
        }),
        product = "sketches-postgres",
        purpose = "CONTAINER",
        supplier = "Organization: The rules_pgrx authors",
        tags = ["manual"],
    )
    pgrx_image(
        name = "image" + suffix,
        annotations = {
            "org.opencontainers.image.description": "PostgreSQL with mergeable sketches: approximate distinct counts and quantiles",
        },
        attachments = {":sbom" + suffix: "application/spdx+json"},
        cmd = ["postgres"],
        entrypoint = ["/usr/local/bin/pg_entrypoint"],
        env = {
            "LANG": "C.UTF-8",
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/{}/bin".format(major),
            "PGDATA": "/" + pgdata,
            "PG_MAJOR": major,
        },
        exposed_ports = ["5432/tcp"],
        metadata = [":extension" + suffix],
        # PostgreSQL's fast shutdown: ends sessions instead of waiting for them.
        stop_signal = "SIGINT",
        tags = ["manual"],
        tars = layers,
        volumes = ["/" + volume],
    )

def _declare_uses(platforms, suffix):
    for name, image, tags in [("push", "postgres", []), ("push_all", "all", ["full"])]:
        pgrx_push(
            name = name + suffix,
            image = ":" + image + suffix,
            remote_tags = [
                "{pgmajor}-{version}-{distro}",
                "{commit}-{timestamp}",
            ],
            tags = tags,
        )
    for platform in platforms:
        # bazel run //images/postgres:load_<cpu> [-- podman]
        pgrx_load(
            name = "load_{}{}".format(platform.cpu, suffix),
            image = (":all" if platform.tags else ":postgres") + suffix,
            platform = platform.oci,
            repo_tags = ["sketches-postgres:latest"],
            # An archive of 60 MB that nobody but `bazel run` wants.
            tags = ["manual"],
        )
        if not platform.tags:
            _declare_listing_test(platform, suffix)

def _declare_listing_test(platform, suffix):
    pgrx_listing_test(
        name = "listing_{}{}_test".format(platform.cpu, suffix),
        size = "small",
        any_size = [
            "usr/lib/postgresql/*/lib/sketches.so",
            "usr/local/bin/pg_entrypoint",
        ],
        expected = "listing/{}{}.txt".format(platform.cpu, suffix),
        fold = [
            "usr/lib/*/gconv",
            "usr/lib/locale",
            "usr/share/common-licenses",
            "usr/share/doc",
            "usr/share/postgresql/*/timezonesets",
            "usr/share/postgresql/*/tsearch_data",
            "usr/share/zoneinfo",
            "var/lib/dpkg/status.d",
        ],
        image = ":postgres" + suffix,
        platform = platform.oci,
    )
