"""pgrx_push: an image or index -> a registry; pgrx_load: an image -> docker or podman."""

load("//build/macros:attributes.bzl", "check_attributes")
load("//platforms:tools.bzl", "tools")
load(":action.bzl", "OCI", "run_oci")
load(":info.bzl", "PgImageInfo")

def _layout(ctx):
    if PgImageInfo in ctx.attr.image:
        return ctx.attr.image[PgImageInfo].layout
    return ctx.files.image[0]

def _tags_file(ctx):
    """The action that fills tags in: with --stamp, also commit and time."""
    tags = ctx.actions.declare_file(ctx.label.name + ".tags")
    variables = ctx.attr.image[PgImageInfo].variables if PgImageInfo in ctx.attr.image else {}
    status = [ctx.info_file, ctx.version_file] if ctx.attr.stamp else []
    run_oci(
        ctx,
        "tags",
        [("--tag", tag) for tag in ctx.attr.remote_tags] +
        [("--variable", "{}={}".format(name, value)) for name, value in variables.items()] +
        [("--status", file) for file in status] +
        [("--output", tags)],
        status,
        [tags],
        "Writing the tags",
    )
    return tags

def _pgrx_push_impl(ctx):
    layout, tags = _layout(ctx), _tags_file(ctx)
    program, client = ctx.attr._oci_push[0][DefaultInfo], ctx.file._client
    repository = "--repository '{}' ".format(ctx.attr.repository) if ctx.attr.repository else ""
    cosign = "--cosign \"$PWD/{}\" ".format(ctx.file.cosign.short_path) if ctx.file.cosign else ""
    script = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(script, "#!/bin/sh\nexec {} --client \"$PWD/{}\" --layout {} --tags-file {} {}{}\"$@\"\n".format(
        program.files_to_run.executable.short_path,
        client.short_path,
        layout.short_path,
        tags.short_path,
        repository,
        cosign,
    ), is_executable = True)
    return [DefaultInfo(
        executable = script,
        runfiles = ctx.runfiles([layout, tags, client] + ctx.files.cosign)
            .merge(ctx.attr.image[DefaultInfo].default_runfiles)
            .merge(program.default_runfiles),
    ), OutputGroupInfo(tags = depset([tags]))]

_pgrx_push = rule(
    implementation = _pgrx_push_impl,
    doc = "See the macro pgrx_push.",
    attrs = {
        "cosign": attr.label(allow_single_file = True),
        "image": attr.label(allow_files = True, mandatory = True),
        "remote_tags": attr.string_list(),
        "repository": attr.string(),
        "stamp": attr.bool(),
        "_client": attr.label(allow_single_file = True, cfg = tools, default = "//src/tools/oci_push:client"),
        "_oci": OCI,
        "_oci_push": attr.label(default = "//src/tools/oci_push", executable = True, cfg = tools),
    },
    executable = True,
)

def pgrx_push(name, image, repository = "", remote_tags = [], cosign = None, **kwargs):
    """Pushes an image or index with what is attached to it.

        bazel run //:push -- --repository=host:port/name --tag=1.0 --tag=latest

    With `--sign-key=cosign.key`, cosign signs by digest what was sent (the index, each
    platform's image, and what is attached to them) before a tag is written; where it
    fails, none is. Its password, `COSIGN_PASSWORD`, its transparency log and its questions
    are as ever: `--sign-flag=--tlog-upload=false` is for registries without a way to the log,
    `--sign-flag=--yes` for machines without a person.

    A registry that takes no attachments ends the push, before a tag is written; then
    `--no-attachments` pushes the image without them.

    Prints `<repository>@<digest>`. Further flags: `bazel run //:push -- --help`.

    Args:
      name: the target's name.
      image: a pgrx_image, pgrx_image_index, or any OCI layout directory.
      repository: host[:port]/name, where `--repository` is not given.
      remote_tags: tags, where `--tag` is not given. `{version}`, `{pgmajor}` and
        `{distro}` are those of an extension image; a tag with `{commit}` or
        `{timestamp}` exists only with `--stamp`.
      cosign: the program, where `--cosign`, `COSIGN` or `PATH` should not say it.
      **kwargs: common attributes.
    """
    check_attributes("pgrx_push", name, kwargs, [])
    _pgrx_push(
        name = name,
        cosign = cosign,
        image = image,
        remote_tags = remote_tags,
        repository = repository,
        stamp = select({
            Label("//build/package:stamped"): True,
            "//conditions:default": False,
        }),
        **kwargs
    )

def _pgrx_load_impl(ctx):
    archive = ctx.actions.declare_file(ctx.label.name + ".tar")
    arguments = [("--layout", _layout(ctx).path), ("--output", archive)]
    arguments += [("--tag", tag) for tag in ctx.attr.repo_tags]
    if ctx.attr.platform:
        arguments.append(("--platform", ctx.attr.platform))
    blobs = ctx.attr.image[DefaultInfo].default_runfiles.files
    run_oci(ctx, "archive", arguments, depset(ctx.files.image, transitive = [blobs]), [archive], "Packing the archive")

    script = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(
        script,
        "#!/bin/sh\nexec \"${{1:-docker}}\" load --input {}\n".format(archive.short_path),
        is_executable = True,
    )
    return [DefaultInfo(
        executable = script,
        files = depset([archive]),
        runfiles = ctx.runfiles([archive]),
    ), OutputGroupInfo(tarball = depset([archive]))]

pgrx_load = rule(
    implementation = _pgrx_load_impl,
    doc = """Packs an image for docker and podman; `bazel run <target> [-- podman]` loads it.

The output, `<name>.tar` (output group `tarball`), is a docker archive and an OCI archive at once.""",
    attrs = {
        "image": attr.label(allow_files = True, doc = "A pgrx_image, pgrx_image_index or OCI layout directory.", mandatory = True),
        "platform": attr.string(doc = "Which image of an index, as os/architecture[/variant]."),
        "repo_tags": attr.string_list(doc = "Names that the image gets, such as example/sketches:latest.", mandatory = True),
        "_oci": OCI,
    },
    executable = True,
)
