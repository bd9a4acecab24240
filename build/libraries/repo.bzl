"""`@<name>__<cpu>`: C libraries of a user's packages, for one CPU.

    include/        headers, those of one CPU among them
    lib/            archives, `lib<name>.a`
    <name>.pc       which names these folders (pkg_config.bzl)
    copyright/      what each package says of its licences

Shared libraries are left out: nothing is then needed where an extension loads, and a linker that has both
would take the shared one.
"""

load("//build/debian:here.bzl", "file_text")
load("//build/debian:lock.bzl", "format_lock")
load("//build/debian:packages.bzl", "open_packages")
load(":pkg_config.bzl", "relocated")

visibility(["//build/libraries/..."])

ERROR_NO_ARCHIVES = """\
@{name}: the packages of {lock} for {architecture}, {packages}, have no archive `lib<name>.a`, and libraries are linked into \
the extension.
To mend it: name a `-dev` package that has one in `packages` of its set, and run: {renew}
Debian has some libraries as shared ones alone; these can't be had this way."""

_PACKAGES = ".unpacked"

# A lock of exactly these packages: a healed pin is another one than the user's.
_LOCK = "packages.lock.json"

# Debian's folders for what a build reads, and what becomes of them. {tuple} is Debian's name of the CPU.
_FOLDERS = {
    "lib/{tuple}": "lib",
    "usr/include": "include",
    "usr/include/{tuple}": "include",
    "usr/lib/{tuple}": "lib",
    "usr/share/pkgconfig": "lib/pkgconfig",
}

def _libraries_repo_impl(rctx):
    attr = rctx.attr
    packages = open_packages(rctx, attr.lock, attr.debian_arch)
    for name in packages.names:
        # What is not in a package can't be placed.
        whole = "{}/{}".format(_PACKAGES, name)
        packages.place(name, {"": whole})
        folders = {folder.format(tuple = attr.tuple): place for folder, place in _FOLDERS.items()}
        packages.place(name, {folder: place for folder, place in folders.items() if rctx.path(whole + "/" + folder).exists})
        _keep_copyright(rctx, name, whole)
    packages.close()
    rctx.delete(_PACKAGES)
    rctx.delete("include/" + attr.tuple)
    names = _archives(rctx)
    if not names:
        fail("\n" + ERROR_NO_ARCHIVES.format(
            architecture = attr.debian_arch,
            lock = file_text(attr.lock),
            name = attr.tag,
            packages = ", ".join(packages.names),
            renew = attr.renew,
        ))
    _relocate(rctx)
    rctx.file(_LOCK, format_lock("libraries", packages.pins), executable = False, legacy_utf8 = False)
    rctx.file("BUILD.bazel", _BUILD.format(
        lock = _LOCK,
        name = attr.tag,
        names = names,
        packages = packages.versions,
        targets = Label(":targets.bzl"),
    ), executable = False)

def _keep_copyright(rctx, name, whole):
    file = rctx.path("{}/usr/share/doc/{}/copyright".format(whole, name))
    if file.exists:
        rctx.file("copyright/" + name, rctx.read(file), executable = False, legacy_utf8 = False)

def _entries(rctx, folder):
    path = rctx.path(folder)
    entries = path.readdir() if path.exists else []

    # What leads into a package that isn't in the set leads nowhere.
    return [entry for entry in entries if entry.exists]

def _archives(rctx):
    """The libraries' names; what else is in their folder, but for .pc files, is deleted."""
    names, present = [], _entries(rctx, "lib")
    for entry in rctx.path("lib").readdir() if present else []:
        if entry in present and entry.basename.endswith(".a") and not entry.is_dir:
            names.append(entry.basename.removeprefix("lib").removesuffix(".a"))
        elif entry.basename != "pkgconfig":
            rctx.delete(entry)
    return sorted(names)

def _relocate(rctx):
    for file in _entries(rctx, "lib/pkgconfig"):
        rctx.file(file.basename, relocated(rctx.read(file), rctx.attr.tuple), executable = False, legacy_utf8 = False)
    rctx.delete("lib/pkgconfig")

_BUILD = """\
load("{targets}", "unpacked_libraries")

unpacked_libraries(
    lock = "{lock}",
    names = {names},
    packages = {packages},
    tag = "{name}",
)
"""

libraries_repo = repository_rule(
    implementation = _libraries_repo_impl,
    doc = "Unpacks the libraries of a lock for one CPU.",
    attrs = {
        "debian_arch": attr.string(mandatory = True),
        "lock": attr.label(mandatory = True),
        "renew": attr.string(mandatory = True, doc = "The command that renews the lock."),
        "tag": attr.string(mandatory = True, doc = "Name of the tag."),
        "tuple": attr.string(mandatory = True, doc = "Debian's name of the CPU in paths."),
    },
)
