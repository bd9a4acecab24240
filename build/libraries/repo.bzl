"""`@<name>__<cpu>`: C libraries of a user's packages, for one CPU.

    include/        headers, those of one CPU among them
    lib/            archives, `lib<name>.a`; or links to shared libraries, `lib<name>.so`
    installed/      shared libraries as they are installed, by their sonames
    <name>.pc       which names these folders (pkg_config.bzl)
    copyright/      what each package says of its licences

There is one of the two kinds: a linker that has both would take the shared one.
"""

load("//build/debian:here.bzl", "file_text")
load("//build/debian:lock.bzl", "format_lock")
load("//build/debian:packages.bzl", "open_packages")
load("//build/debian:tree.bzl", "make_links")
load(":pkg_config.bzl", "relocated")
load(":shared.bzl", "link_names", "shlibs")

visibility(["//build/libraries/..."])

ERROR_NO_ARCHIVES = """\
@{name}: the packages of {lock} for {architecture}, {packages}, have no archive `lib<name>.a`, and libraries are linked into \
the extension.
To mend it: name a `-dev` package that has one in `packages` of its set, and run: {renew}
Debian has some libraries as shared ones alone; `linkage = "shared"` of `pgrx.libraries` takes these."""

ERROR_NO_SHARED = """\
@{name}: the packages of {lock} for {architecture}, {packages}, have no shared library that a linker finds: {found}.
To mend it: name the `-dev` package and the one with the library itself in `packages` of its set, and run: {renew}"""

_PACKAGES = ".unpacked"

# A lock of exactly these packages: a healed pin is another one than the user's.
_LOCK = "packages.lock.json"

# Debian's folders for what a build reads, and what becomes of them. {tuple} is Debian's name of the CPU.
_FOLDERS = {
    "lib/{tuple}": "{libraries}",
    "usr/include": "include",
    "usr/include/{tuple}": "include",
    "usr/lib/{tuple}": "{libraries}",
    "usr/share/pkgconfig": "{libraries}/pkgconfig",
}

def _libraries_repo_impl(rctx):
    attr = rctx.attr
    shared = attr.linkage == "shared"
    libraries = "installed/usr/lib/" + attr.tuple if shared else "lib"
    packages = open_packages(rctx, attr.lock, attr.debian_arch)
    known = {}
    for name in packages.names:
        # What is not in a package can't be placed.
        whole = "{}/{}".format(_PACKAGES, name)
        packages.place(name, {"": whole})
        folders = {folder.format(tuple = attr.tuple): place.format(libraries = libraries) for folder, place in _FOLDERS.items()}
        packages.place(name, {folder: place for folder, place in folders.items() if rctx.path(whole + "/" + folder).exists})
        _keep_copyright(rctx, name, whole)
        if shared:
            known |= {soname: (name, relation) for soname, relation in shlibs(packages.control(name, "shlibs")).items()}
    packages.close()
    rctx.delete(_PACKAGES)
    rctx.delete("include/" + attr.tuple)
    _relocate(rctx, libraries + "/pkgconfig", shared)
    if shared:
        arguments = _shared(rctx, libraries, known, packages.names)
    else:
        arguments = {"names": _archives(rctx, packages.names)}
    rctx.file(_LOCK, format_lock("libraries", packages.pins), executable = False, legacy_utf8 = False)
    arguments |= {"lock": _LOCK, "packages": packages.versions, "tag": attr.tag}
    rctx.file("BUILD.bazel", _BUILD.format(
        arguments = "".join(["    {} = {},\n".format(name, repr(value)) for name, value in arguments.items()]),
        macro = attr.linkage + "_libraries",
        targets = Label(":targets.bzl"),
    ), executable = False)

def _refuse(rctx, error, packages, found = ""):
    fail("\n" + error.format(
        architecture = rctx.attr.debian_arch,
        found = found,
        lock = file_text(rctx.attr.lock),
        name = rctx.attr.tag,
        packages = ", ".join(packages),
        renew = rctx.attr.renew,
    ))

def _keep_copyright(rctx, name, whole):
    file = rctx.path("{}/usr/share/doc/{}/copyright".format(whole, name))
    if file.exists:
        rctx.file("copyright/" + name, rctx.read(file), executable = False, legacy_utf8 = False)

def _entries(rctx, folder):
    path = rctx.path(folder)
    entries = path.readdir() if path.exists else []

    # What leads into a package that isn't in the set leads nowhere.
    return [entry for entry in entries if entry.exists]

def _archives(rctx, packages):
    """The libraries' names; what else is in their folder is deleted."""
    names, present = [], _entries(rctx, "lib")
    for entry in rctx.path("lib").readdir() if present else []:
        if entry in present and entry.basename.endswith(".a") and not entry.is_dir:
            names.append(entry.basename.removeprefix("lib").removesuffix(".a"))
        else:
            rctx.delete(entry)
    if not names:
        _refuse(rctx, ERROR_NO_ARCHIVES, packages)
    return sorted(names)

def _shared(rctx, folder, known, packages):
    """What `shared_libraries` is told; what else is in their folder is deleted."""
    present = _entries(rctx, folder)
    sonames = [entry.basename for entry in present if entry.basename in known]
    names = link_names(present, sonames)
    if not names:
        path = rctx.path(folder)
        links = [entry.basename for entry in path.readdir() if entry.basename.endswith(".so")] if path.exists else []
        found = "{} leads to a file that none of them has".format(", ".join(links)) if links else "there is no `lib<name>.so`"
        _refuse(rctx, ERROR_NO_SHARED, packages, found)
    kept = sonames + [entry.realpath.basename for entry in present if entry.basename in sonames]
    for entry in rctx.path(folder).readdir():
        if entry.basename not in kept:
            rctx.delete(entry)
    make_links(rctx, "lib", {"lib{}.so".format(name): "../{}/{}".format(folder, soname) for name, soname in names.items()})
    return {
        "folder": folder,
        "names": names.keys(),
        "owners": {soname: known[soname][0] for soname in sonames},
        "relations": {soname: known[soname][1] for soname in sonames},
    }

def _relocate(rctx, folder, shared):
    for file in _entries(rctx, folder):
        rctx.file(file.basename, relocated(rctx.read(file), rctx.attr.tuple, shared), executable = False, legacy_utf8 = False)
    rctx.delete(folder)

_BUILD = """\
load("{targets}", "{macro}")

{macro}(
{arguments})
"""

libraries_repo = repository_rule(
    implementation = _libraries_repo_impl,
    doc = "Unpacks the libraries of a lock for one CPU.",
    attrs = {
        "debian_arch": attr.string(mandatory = True),
        "linkage": attr.string(mandatory = True, doc = "`static` or `shared`."),
        "lock": attr.label(mandatory = True),
        "renew": attr.string(mandatory = True, doc = "The command that renews the lock."),
        "tag": attr.string(mandatory = True, doc = "Name of the tag."),
        "tuple": attr.string(mandatory = True, doc = "Debian's name of the CPU in paths."),
    },
)
