"""`required`: what an extension's server has besides it, other extensions or Debian packages.

    required = [":other", "@pgvector", "@sodium"] --> PgExtensionInfo.required --> servers of tests, .deb

An extension hands on what those that it requires require.
"""

load("//build/emulation:packages.bzl", "PgServerPackagesInfo")
load("//build/libraries:targets.bzl", "LibrariesInfo")
load(":info.bzl", "PgExtensionInfo", "install_root")

REQUIRED_ATTRIBUTE = attr.label_list(
    doc = "What goes into the servers of tests besides: a `pgrx_extension`, the packages of a `pgrx.server_packages`, or the shared libraries of a `pgrx.libraries`.",
    providers = [[LibrariesInfo], [PgExtensionInfo], [PgServerPackagesInfo]],
)

def required_of(targets):
    """What an extension requires, and those that it names in turn.

    Args:
      targets: of `required`.

    Returns:
      As `PgExtensionInfo.required`.
    """
    required = {}
    for target in targets:
        if PgServerPackagesInfo in target:
            packages = target[PgServerPackagesInfo]
            required[packages.root.short_path if packages.root else str(target.label)] = struct(
                error = packages.error,
                extensions = packages.extensions,
                files = {"": packages.root} if packages.root else {},
            )
            continue
        if LibrariesInfo in target:
            # Archives are in the extension already.
            files = {library.path: library.file for library in target[LibrariesInfo].shared.values()}
            if files:
                required[install_root(files)] = struct(error = "", extensions = {}, files = files)
            continue
        extension = target[PgExtensionInfo]
        required[install_root(extension.files)] = struct(
            error = "",
            extensions = {extension.extension: ""},
            files = extension.files,
        )
        required |= extension.required
    return required

def required_beside(ctx, required):
    """The same with extensions' files beside a rule's own, where no other platform's are.

    Args:
      ctx: the rule's context.
      required: as `PgExtensionInfo.required`.

    Returns:
      Such a dict.
    """
    beside = {}
    for number, (root, entry) in enumerate(required.items()):
        if entry.error or "" in entry.files:
            beside[root] = entry
            continue
        folder = "{}.required/{}".format(ctx.label.name, number)
        files = {path: ctx.actions.declare_file("{}/{}".format(folder, path)) for path in entry.files}
        for path, file in files.items():
            ctx.actions.symlink(output = file, target_file = entry.files[path])
        beside[install_root(files)] = struct(error = "", extensions = entry.extensions, files = files)
    return beside

def libraries_beside(extension):
    """The shared libraries of `pgrx.libraries` that an extension has beside it.

    Args:
      extension: a PgExtensionInfo.

    Returns:
      A list of File.
    """
    return [
        file
        for entry in extension.required.values()
        for path, file in entry.files.items()
        if path and not entry.extensions
    ]

def check_required(extension):
    """Fails where what an extension requires is not there for its CPU and PostgreSQL.

    Args:
      extension: a PgExtensionInfo.
    """
    for entry in extension.required.values():
        if entry.error:
            fail("\n" + entry.error)

def trees_of(extension):
    """The install trees of an extension and of what it requires, for a server.

    Args:
      extension: a PgExtensionInfo.

    Returns:
      A struct: `roots`, their paths in runfiles, the extension's first; and `files`.
    """
    check_required(extension)
    files = extension.files.values()
    for entry in extension.required.values():
        files = files + entry.files.values()
    return struct(files = files, roots = [install_root(extension.files)] + extension.required.keys())
