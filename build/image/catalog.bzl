"""pgrx_image_catalog: extension images -> an ImageCatalog of CloudNativePG, and stanzas of Clusters."""

load("@bazel_skylib//rules:common_settings.bzl", "BuildSettingInfo")
load(":action.bzl", "OCI", "run_oci", "write_spec")
load(":info.bzl", "PgImageInfo")

ERROR_NO_REPOSITORY = """\
{label}: where the images of extensions are pushed to is not known.
Give `repository = "host[:port]/name"`, or build with --{flag}=host:port/name."""

def _repository(ctx):
    flag = ctx.attr._repository
    repository = flag[BuildSettingInfo].value or ctx.attr.repository
    if not repository:
        fail(ERROR_NO_REPOSITORY.format(label = ctx.label, flag = flag.label))
    return repository

def _pgrx_image_catalog_impl(ctx):
    layouts = [image[PgImageInfo].layout for image in ctx.attr.extensions]
    spec = write_spec(ctx, struct(
        extensions = [layout.path for layout in layouts],
        images = ctx.attr.images,
        kind = ctx.attr.kind,
        name = ctx.attr.catalog or ctx.label.name,
        repository = _repository(ctx),
    ))
    catalog = ctx.actions.declare_file(ctx.label.name + ".yaml")
    stanzas = {
        major: ctx.actions.declare_file("{}_pg{}.yaml".format(ctx.label.name, major))
        for major in ctx.attr.images
    }
    run_oci(
        ctx,
        "catalog",
        [("--spec", spec), ("--output", catalog)] +
        [("--stanza", "{}={}".format(major, file.path)) for major, file in stanzas.items()],
        depset([spec], transitive = [image[DefaultInfo].default_runfiles.files for image in ctx.attr.extensions]),
        [catalog] + stanzas.values(),
        "Making the catalog",
    )
    files = depset([catalog] + stanzas.values())
    return [DefaultInfo(files = files, runfiles = ctx.runfiles(transitive_files = files))]

pgrx_image_catalog = rule(
    implementation = _pgrx_image_catalog_impl,
    doc = """Writes what CloudNativePG is told of extension images, each named by its digest.

`<name>.yaml` is an ImageCatalog with the extensions of each PostgreSQL, for CloudNativePG 1.29 and
later. `<name>_pg<major>.yaml` is the part `spec.postgresql.extensions` of a Cluster, for 1.27 and
later. Push the images as ever: what the two name is there then, whatever its tags are.

    bazel run //:push -- --repository=host:port/name --tag=1.0
    bazel build //:catalog --@rules_pgrx//build/image:repository=host:port/name""",
    attrs = {
        "catalog": attr.string(doc = "The resource's name in Kubernetes; the target's by default."),
        "extensions": attr.label_list(doc = "pgrx_image_index of pgrx_extension_image, one for each PostgreSQL.", mandatory = True, providers = [PgImageInfo]),
        "images": attr.string_dict(doc = "PostgreSQL's major to its image: one that CloudNativePG runs, of a distribution that the extensions load on.", mandatory = True),
        "kind": attr.string(default = "ImageCatalog", doc = "`ImageCatalog` for one namespace, `ClusterImageCatalog` for all.", values = ["ClusterImageCatalog", "ImageCatalog"]),
        "repository": attr.string(doc = "host[:port]/name that the extensions' images are pushed to, where the flag `//build/image:repository` doesn't say it."),
        "_oci": OCI,
        "_repository": attr.label(default = "//build/image:repository"),
    },
)
