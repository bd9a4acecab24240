"""Where an extension lies in an image.

    image_volume   /share/extension/<name>.control, *.sql    /lib/<library>.so
                   /licenses/<package>/copyright             /system/*.so, libraries the base lacks
    debian         /usr/share/postgresql/<major>/extension/<name>.control, *.sql
                   /usr/lib/postgresql/<major>/lib/<library>.so
                   /usr/share/doc/<package>/copyright        /usr/lib/postgresql/<major>/lib/*.so
    wolfi          /usr/share/postgresql<major>/extension/<name>.control, *.sql
                   /usr/lib/postgresql<major>/<library>.so   /usr/lib/postgresql<major>/*.so
                   /usr/share/licenses/<package>/copyright
"""

load("//platforms:postgres.bzl", "release_of")

visibility(["//build/image/..."])

# Of CloudNativePG's documentation, "Image Volume Extensions".
_PREFIX = "io.cloudnativepg.image."
BASE_NAME = _PREFIX + "base.name"

def _image_volume(extension):
    return struct(
        files = [(extension.library, "lib/" + extension.library.basename)] + [
            (file, "share/extension/" + file.basename)
            for file in [extension.control] + extension.sql
        ],
        license = "licenses/{}/copyright",
        library = "lib",
        system = "system",
        facts = {
            _PREFIX + "base.os": release_of(extension.major).suite,
            _PREFIX + "base.pgmajor": extension.major,
            _PREFIX + "sql.version": extension.sql_version,
        },
    )

def _debian(extension):
    library = "usr/" + extension.layout.library
    return struct(
        files = [(file, "usr/" + path) for path, file in extension.files.items()],
        license = "usr/share/doc/{}/copyright",
        library = library,
        system = library,
        facts = {},
    )

def _wolfi(extension):
    library = "usr/lib/postgresql" + extension.major
    return struct(
        files = [(extension.library, library + "/" + extension.library.basename)] + [
            (file, "usr/share/postgresql{}/extension/{}".format(extension.major, file.basename))
            for file in [extension.control] + extension.sql
        ],
        license = "usr/share/licenses/{}/copyright",
        library = library,
        system = library,
        facts = {},
    )

# {name: a function: PgExtensionInfo -> struct}. `files`: (file, path) pairs; `license`: where a package's
# licence goes; `library` and `system`: folders of shared libraries; `facts`: labels and annotations.
LAYOUTS = {
    "debian": _debian,
    "image_volume": _image_volume,
    "wolfi": _wolfi,
}
