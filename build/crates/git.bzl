"""Crates from git: an archive of the commit that Cargo.lock names, in place of a clone.

    source = "git+<remote>?branch=main#<commit>"
                   |
                   +--> @<universe>__git_<commit>   the archive's files
                   +--> [patch."<remote>"]          cargo takes the crate from there, as one of a path

So there is no git on the machine, and cargo, which reads the lock without these lines, fetches nothing.
"""

load("@bazel_tools//tools/build_defs/repo:utils.bzl", "read_user_netrc", "use_netrc")
load(":lock.bzl", "parse_lock")
load(":manifest.bzl", "package_name", "patched_in")

visibility(["//build/crates/...", "//tests/crates/..."])

ERROR_GIT_FETCH = """\
@{universe}: the crate {crates} comes from git, {remote} at {commit}, and no archive of that commit could be fetched:
{said}
To mend it: `pgrx.git(remote = "{remote}", ...)` in MODULE.bazel takes other `urls`, or the `path` of a copy of your own. \
For a private repository, ~/.netrc has the password."""

ERROR_GIT_PACKAGE = """\
@{universe}: the crate {crate} comes from git, and there is no package of that name in {remote} at {commit}.
To mend it: where it lies in a submodule, which archives lack, name a whole copy: pgrx.git(remote = "{remote}", path = "//:<folder>/Cargo.toml")."""

# Where servers of git have an archive of a commit, by their documentation: GitLab; GitHub, Gitea and Forgejo; Bitbucket.
# GitLab's comes first, as it answers the others' with a page.
_ARCHIVES = [
    "https://{host}/{path}/-/archive/{commit}/{name}-{commit}.tar.gz",
    "https://{host}/{path}/archive/{commit}.tar.gz",
    "https://{host}/{path}/get/{commit}.tar.gz",
]

# What begins a source of git in a lock (the Cargo book, "Package ID Specifications").
_PREFIX = "git+"

# In the repository of a commit: the commit's files, and what the archive was extracted to.
_ROOT = "root"
_FILES = "files"

def git_sources(lock):
    """The commits that a lock takes crates from.

    Args:
      lock: Cargo.lock.

    Returns:
      A list of structs: `remote`, as Cargo.toml has it; `commit`; `crates`, the names of those that come from
      there; `name`, a part of the name of a repository.
    """
    found = {}
    for package in parse_lock(lock, unused = True):
        if package.source.startswith(_PREFIX):
            remote, _, commit = package.source.removeprefix(_PREFIX).rpartition("#")
            found.setdefault((remote.partition("?")[0], commit), []).append(package.name)
    return [
        struct(
            commit = commit,
            crates = crates,
            name = "git_{}_{}".format(remote.rstrip("/").removesuffix(".git").rpartition("/")[2], commit[:12]),
            remote = remote,
        )
        for (remote, commit), crates in found.items()
    ]

def without_git(lock):
    """A lock that takes the crates from paths, as cargo writes that."""
    return "\n".join([line for line in lock.split("\n") if not line.startswith("source = \"" + _PREFIX)])

def archive_urls(remote, commit, urls = []):
    """Where there are archives of a commit.

    Args:
      remote: the repository's URL.
      commit: all of its hash.
      urls: of `pgrx.git`, with `{commit}` where that stands.

    Returns:
      A list, to be tried in this order; empty for a remote without a host.
    """
    host, _, path = remote.partition("://")[2].rpartition("@")[2].partition("/")
    path = path.rstrip("/").removesuffix(".git")
    return [
        url.replace("{host}", host).replace("{path}", path).replace("{name}", path.rpartition("/")[2]).replace("{commit}", commit)
        for url in urls or (_ARCHIVES if host else [])
    ]

def git_patches(rctx, lock, manifest, hub):
    """What tells cargo to take crates of git from the archives.

    Args:
      rctx: the universe's context.
      lock: Cargo.lock.
      manifest: the workspace's Cargo.toml.
      hub: the universe's repository.

    Returns:
      A configuration for cargo; "" where nothing comes from git.
    """
    tables, patched = {}, patched_in(manifest)
    for source in git_sources(lock):
        root = rctx.path(Label("@@{}__{}//:BUILD.bazel".format(hub, source.name))).dirname.get_child(_ROOT)
        folders = _packages(rctx, root)
        for crate in source.crates:
            if crate not in folders:
                fail("\n" + ERROR_GIT_PACKAGE.format(commit = source.commit, crate = crate, remote = source.remote, universe = rctx.attr.universe))
            for table, key in patched.get(crate, []) + [(source.remote, "{}-{}".format(crate, source.commit[:12]))]:
                row = [json.encode(text) for text in [key, crate, folders[crate]]]
                tables.setdefault(table, []).append("{} = {{ package = {}, path = {} }}".format(*row))
    return "\n".join([
        "\n".join(["[patch.{}]".format(json.encode(table))] + lines + [""])
        for table, lines in tables.items()
    ])

def _packages(rctx, root):
    """{name: folder} of the packages below a folder, the upper ones first."""
    found, folders = {}, [root]
    for _ in range(1000):
        below = []
        for folder in folders:
            manifest = folder.get_child("Cargo.toml")
            name = package_name(rctx.read(manifest, watch = "no")) if manifest.exists else ""
            if name and name not in found:
                found[name] = str(folder)
            below += [entry for entry in folder.readdir(watch = "no") if entry.is_dir and not _is_aside(entry.basename)]
        folders = sorted(below, key = str)
        if not folders:
            break
    return found

def _is_aside(name):
    """Whether a folder is what a tool has left there."""
    return name == "target" or name.startswith(".") or name.startswith("bazel-")

def _git_repo_impl(rctx):
    rctx.file("BUILD.bazel", "")
    folder = rctx.path(rctx.attr.path).dirname if rctx.attr.path else _fetch(rctx)
    rctx.symlink(folder, _ROOT)

def _fetch(rctx):
    attr = rctx.attr
    said = {"commit": attr.commit, "crates": ", ".join(attr.crates), "remote": attr.remote, "universe": attr.universe}
    urls = archive_urls(attr.remote, attr.commit, attr.urls)
    got = urls and rctx.download_and_extract(
        urls,
        _FILES,
        allow_fail = True,
        auth = use_netrc(read_user_netrc(rctx), urls, {}),
        sha256 = attr.sha256,
    )
    if not urls or not got.success:
        tried = ["  " + url for url in urls] or ["  none is known for such a remote"]
        fail("\n" + ERROR_GIT_FETCH.format(said = "\n".join(tried), **said))
    top = rctx.path(_FILES).readdir()
    return top[0] if len(top) == 1 and top[0].is_dir else rctx.path(_FILES)

git_repo = repository_rule(
    implementation = _git_repo_impl,
    doc = "The files of one commit, from an archive or a folder of the user's.",
    attrs = {
        "commit": attr.string(mandatory = True),
        "crates": attr.string_list(doc = "Names of the crates that are wanted of it, for messages."),
        "path": attr.label(doc = "A file in the folder to take in its place."),
        "remote": attr.string(mandatory = True),
        "sha256": attr.string(doc = "Of the archive; not checked where empty: the commit in its URL is what pins it."),
        "universe": attr.string(mandatory = True),
        "urls": attr.string_list(),
    },
)

def declare_git(universe, lock, tags):
    """Declares the repository of each commit that a lock takes crates from.

    Args:
      universe: the universe's name.
      lock: Cargo.lock.
      tags: the module's `pgrx.git`.

    Returns:
      {remote: True} of what the lock names.
    """
    told = {tag.remote: {"path": tag.path, "sha256": tag.sha256, "urls": tag.urls} for tag in tags}
    sources = git_sources(lock)
    for source in sources:
        git_repo(
            name = "{}__{}".format(universe, source.name),
            commit = source.commit,
            crates = source.crates,
            remote = source.remote,
            universe = universe,
            **told.get(source.remote, {})
        )
    return {source.remote: True for source in sources}
