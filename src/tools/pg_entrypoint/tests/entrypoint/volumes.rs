//! Volumes that databases of several majors share.

use std::fs;

use rustix::process::Signal;

use crate::image::{Image, PASSWORD};

#[test]
fn no_database_is_hidden_by_a_new_one() {
    let image = Image::with_database();
    let volume = image.path("volume");
    fs::create_dir(&volume).unwrap();
    let former = volume.join("data");
    fs::rename(image.pgdata(), &former).unwrap();
    let pgdata = volume.join("18/docker").display().to_string();
    let variables = [PASSWORD, ("PGDATA", &*pgdata)];
    assert_eq!(image.start(&variables, &[]).wait(), 1);
    let log = image.log();
    assert!(
        log.contains(&format!("but one in {}, which", former.display())),
        "{log}"
    );
    assert!(!volume.join("18").exists(), "nothing is begun");

    // The former folder is still the database of whoever asks for it.
    fs::rename(former, image.pgdata()).unwrap();
    assert_eq!(image.serve(&[], &[]).stop(Signal::INT).0, 0);
}

#[test]
fn a_volume_that_would_stay_empty_is_refused() {
    let image = Image::new();
    let volume = image.path("volume");
    let former = volume.join("data");
    fs::create_dir_all(&former).unwrap();
    let pgdata = volume.join("18/docker").display().to_string();
    let mount = format!("{}={}", image.path("scripts").display(), former.display());
    let variables = [PASSWORD, ("PGDATA", &*pgdata)];
    let mut container = image.start_with(&["--dir", &mount], &variables, &[]);
    assert_eq!(container.wait(), 1);
    let log = image.log();
    assert!(
        log.contains("is a volume, but databases of this image"),
        "{log}"
    );
    assert!(
        log.contains(&format!("set PGDATA={}", former.display())),
        "{log}"
    );
    assert!(!volume.join("18").exists(), "nothing is begun");
}
