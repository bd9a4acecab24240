"""`required`: what an extension's server has besides it, other extensions or Debian packages.

    required = [":other", "@pgvector"] --> PgExtensionInfo.required --> servers of tests, .deb

An extension hands on what those that it requires require.
"""

load("//build/emulation:packages.bzl", "PgServerPackagesInfo")
load(":info.bzl", "PgExtensionInfo", "install_root")

REQUIRED_ATTRIBUTE = attr.label_list(
    doc = "What goes into the servers of tests besides: a `pgrx_extension`, or the packages of a `pgrx.server_packages`.",
    providers = [[PgExtensionInfo], [PgServerPackagesInfo]],
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
        extension = target[PgExtensionInfo]
        required[install_root(extension)] = struct(
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
    for root, entry in required.items():
        if entry.error or "" in entry.files:
            beside[root] = entry
            continue
        folder = "{}.required/{}".format(ctx.label.name, entry.extensions.keys()[0])
        files = {path: ctx.actions.declare_file("{}/{}".format(folder, path)) for path in entry.files}
        for path, file in files.items():
            ctx.actions.symlink(output = file, target_file = entry.files[path])
        path, file = files.items()[0]
        beside[file.short_path.removesuffix("/" + path)] = struct(error = "", extensions = entry.extensions, files = files)
    return beside

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
    return struct(files = files, roots = [install_root(extension)] + extension.required.keys())
