"""Providers of layers and images."""

PgLayerInfo = provider(
    doc = "A layer whose digests are known.",
    fields = {
        "metadata": "File: media type, digest, size and diff_id, as JSON.",
        "tar": "File: the layer.",
    },
)

PgImageInfo = provider(
    doc = "An image or an index.",
    fields = {
        "digest": "File: its digest and a newline.",
        "layout": "File: an OCI image layout, a directory.",
        "variables": "Dict of string to string: placeholders of tags, such as version.",
    },
)

PgImageMetadataInfo = provider(
    doc = "What a target says about the image that it goes into.",
    fields = {
        "annotations": "Dict: annotations of the manifest.",
        "labels": "Dict: labels of the configuration.",
        "variables": "Dict: placeholders of tags.",
    },
)
