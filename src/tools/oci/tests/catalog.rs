//! What CloudNativePG is told of extension images.

use crate::made::{folder_with_tar, image};
use oci::catalog::{make_catalog, Catalog, CatalogSpec};
use oci::layout::Layout;
use serde_json::{json, Value};
use std::path::{Path, PathBuf};

const POSTGRES: &str = "registry.example.org/postgresql:18-minimal";

fn extension(folder: &Path, name: &str, more: Value) -> PathBuf {
    let mut annotations = json!({
        "io.cloudnativepg.image.base.pgmajor": "18",
        "org.opencontainers.image.title": name,
    });
    let fields = annotations.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    image(folder, name, "amd64", json!({ "annotations": annotations })).unwrap()
}

fn catalog(extensions: &[&PathBuf]) -> oci::Result<Catalog> {
    let spec: CatalogSpec = serde_json::from_value(json!({
        "kind": "ImageCatalog",
        "name": "postgresql",
        "images": {"17": "registry.example.org/postgresql:17-minimal", "18": POSTGRES},
        "extensions": extensions,
        "repository": "registry.example.org:5000/team/extensions",
    }))
    .unwrap();
    make_catalog(&spec)
}

#[test]
fn extensions_stand_under_their_postgresql_by_digest() {
    let folder = folder_with_tar();
    let plain = extension(folder.path(), "pg_a", json!({}));
    let system = extension(
        folder.path(),
        "b.c",
        json!({"pgrx.ld_library_path": "system"}),
    );
    let made = catalog(&[&plain, &system]).unwrap();
    let digest = |layout: &PathBuf| Layout::open(layout).unwrap().main().digest().to_string();
    let named = |golden: &str| {
        let golden = golden.replace("DIGEST_A", &digest(&plain));
        golden.replace("DIGEST_B", &digest(&system))
    };
    assert_eq!(made.resource, named(include_str!("catalog.yaml")));
    assert_eq!(made.stanzas[&18], named(include_str!("catalog_pg18.yaml")));
    assert_eq!(made.stanzas[&17], "spec:\n  postgresql:\n");
}

#[test]
fn what_does_not_fit_is_told() {
    let folder = folder_with_tar();
    let said = |extensions: &[&PathBuf]| catalog(extensions).unwrap_err().to_string();
    let a = extension(folder.path(), "a", json!({}));
    let same = extension(folder.path(), "A", json!({"x": "y"}));
    assert_eq!(
        said(&[&a, &same]),
        format!(
            "{} and {} would both be mounted as `a` into PostgreSQL 18, and CloudNativePG tells \
             extensions by that name; give one of them, or make two catalogs",
            a.display(),
            same.display()
        )
    );
    let other = extension(
        folder.path(),
        "o",
        json!({"io.cloudnativepg.image.base.pgmajor": "19"}),
    );
    assert_eq!(
        said(&[&other]),
        format!(
            "{}: is for PostgreSQL 19, of which the catalog has no image; add to `images`: \
             \"19\": \"<reference>\"",
            other.display()
        )
    );
    let none = image(folder.path(), "none", "amd64", json!({})).unwrap();
    assert_eq!(
        said(&[&none]),
        format!(
            "{}: its images have no annotation io.cloudnativepg.image.base.pgmajor, so they are no \
             extension's; give a pgrx_image_index of a pgrx_extension_image",
            none.display()
        )
    );
}
