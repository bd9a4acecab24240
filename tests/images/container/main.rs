//! The complete image, pulled from a registry and run as a container would: its entry
//! point as process 1, in the image's own root folder, as an ordinary user.
//!
//! A CPU that is not the machine's is emulated, all of it: the kernel starts the
//! image's programs by the pinned emulator, as on a machine that has registered one.

#![allow(dead_code)] // Of the modules shared with the registry's tests.

mod container;
mod image;
#[path = "../registry/server.rs"]
mod server;
#[path = "../registry/tools.rs"]
mod tools;

use container::{pgdata, Container};
use image::Image;
use std::fs;

const PASSWORD: (&str, &str) = ("POSTGRES_PASSWORD", "x");
/// A test needs no disk that survives a power failure.
const ARGUMENTS: (&str, &str) = ("POSTGRES_INITDB_ARGS", "--no-sync");

#[test]
fn the_pulled_image_makes_a_database_with_the_extension_and_keeps_it() {
    let image = Image::pulled();
    licences_and_packages_are_there(&image);

    let (status, log) = Container::start(&image, &[]).end();
    assert_eq!(status, 1, "{log}");
    assert!(log.contains("POSTGRES_PASSWORD"), "{log}");
    let begun = fs::read_dir(pgdata(&image)).map_or(0, Iterator::count);
    assert_eq!(begun, 0, "nothing is begun");

    let mut container = Container::start(&image, &[PASSWORD, ARGUMENTS]);
    container.wait_until_ready();
    let collation = "SELECT datcollate FROM pg_database WHERE datname = current_database()";
    assert_eq!(container.sql(collation), "C.UTF-8");
    assert_eq!(
        container.sql("SELECT '2026-07-01 12:00Z'::timestamptz AT TIME ZONE 'Asia/Kathmandu'"),
        "2026-07-01 17:45:00"
    );
    assert_eq!(
        container.sql("CREATE EXTENSION sketches"),
        "CREATE EXTENSION"
    );
    container.sql("CREATE TABLE kept AS SELECT n FROM generate_series(1, 1000) n");
    let installed = "SELECT extversion FROM pg_extension WHERE extname = 'sketches'";
    assert_eq!(container.sql(installed), "0.1.0");
    let counted = "SELECT abs(approx_count_distinct(n) - 1000) < 100 FROM kept";
    assert_eq!(container.sql(counted), "t");
    let (status, log) = container.stop();
    assert_eq!(status, 0, "{log}");
    assert!(log.contains("database system is shut down"), "{log}");

    let mut container = Container::start(&image, &[]);
    container.wait_until_ready();
    assert_eq!(container.sql(counted), "t");
    let (status, log) = container.stop();
    assert_eq!(status, 0, "{log}");
    assert!(!log.contains("init process complete"), "{log}");
}

/// A user as OpenShift gives out: no file of the image names it.
#[test]
fn an_arbitrary_user_of_group_0_makes_a_database_and_keeps_it() {
    let image = Image::pulled();
    let user = Some("1000680000:0");
    for variables in [&[PASSWORD, ARGUMENTS][..], &[]] {
        let mut container = Container::start_as(user, &image, variables);
        container.wait_until_ready();
        assert_eq!(container.sql("SELECT current_user"), "postgres");
        let (status, log) = container.stop();
        assert_eq!(status, 0, "{log}");
    }
}

/// A database as the official image makes it, and its next start, which is that of any volume of it.
#[test]
fn a_database_of_the_official_images_locale_starts() {
    let image = Image::pulled();
    let official = ("POSTGRES_INITDB_ARGS", "--no-sync --locale=en_US.utf8");
    let mut container = Container::start(&image, &[PASSWORD, official]);
    container.wait_until_ready();
    assert_eq!(container.stop().0, 0);

    let mut container = Container::start(&image, &[]);
    container.wait_until_ready();
    let collation = "SELECT datcollate FROM pg_database WHERE datname = current_database()";
    assert_eq!(container.sql(collation), "en_US.utf8");
    assert_eq!(container.sql("SHOW lc_messages"), "en_US.utf8");
    // By code points, B would come first.
    let first = "SELECT min(x) FROM unnest('{a,B}'::text[]) x";
    assert_eq!(container.sql(first), "a");
    let number = "SELECT to_char(1234.5, 'FM9G999D9')";
    assert_eq!(container.sql(number), "1,234.5");
    assert_eq!(container.stop().0, 0);
}

/// What scanners and lawyers look for.
fn licences_and_packages_are_there(image: &Image) {
    let root = image.root();
    let packages = root.join("var/lib/dpkg/status.d");
    let mut count = 0;
    for package in fs::read_dir(packages).unwrap() {
        let package = package.unwrap();
        let text = fs::read_to_string(package.path()).unwrap();
        let name = package.file_name().into_string().unwrap();
        assert!(text.contains(&format!("Package: {name}\n")), "{text}");
        assert!(text.contains("\nVersion: "), "{text}");
        let licence = root.join("usr/share/doc").join(&name).join("copyright");
        assert!(licence.exists(), "{}", licence.display());
        count += 1;
    }
    assert!(count > 20, "{count} packages");
    let release = fs::read_to_string(root.join("etc/os-release")).unwrap();
    assert!(release.contains("ID=debian\n"), "{release}");
}
