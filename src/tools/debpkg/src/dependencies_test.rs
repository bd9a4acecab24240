use super::{relations, Shlib};
use elf_gate::image::Image;

const LOADER: &str = "ld.so.1";

fn image(needs: &[(&str, &[&str])]) -> Image {
    Image {
        needed: needs
            .iter()
            .map(|(soname, _)| (*soname).to_owned())
            .collect(),
        version_needs: needs
            .iter()
            .map(|(soname, versions)| {
                let versions = versions.iter().map(|version| (*version).to_owned());
                ((*soname).to_owned(), versions.collect())
            })
            .collect(),
        ..Image::default()
    }
}

fn of(images: &[Image], shlibs: &[&str]) -> Result<Vec<String>, String> {
    let images: Vec<_> = images
        .iter()
        .map(|image| ("usr/lib/x.so", image.clone()))
        .collect();
    let shlibs: Vec<Shlib> = shlibs.iter().map(|shlib| shlib.parse().unwrap()).collect();
    relations(&images, LOADER, &shlibs).map_err(|error| error.to_string())
}

#[test]
fn the_highest_version_of_all_libraries_is_the_floor() {
    let first = image(&[
        ("libc.so.6", &["GLIBC_2.9", "GLIBC_2.2.5"]),
        ("libm.so.6", &["GLIBC_2.29"]),
    ]);
    let second = image(&[("libc.so.6", &["GLIBC_2.34"]), (LOADER, &["GLIBC_2.3"])]);
    assert_eq!(
        of(std::slice::from_ref(&first), &[]).unwrap(),
        ["libc6 (>= 2.29)"]
    );
    assert_eq!(of(&[first, second], &[]).unwrap(), ["libc6 (>= 2.34)"]);
}

#[test]
fn a_feature_counts_as_the_release_that_brought_it() {
    let image = image(&[("libc.so.6", &["GLIBC_2.17", "GLIBC_ABI_DT_RELR"])]);
    assert_eq!(of(&[image], &[]).unwrap(), ["libc6 (>= 2.36)"]);
}

#[test]
fn gcc_has_a_floor_of_its_own_and_no_version_means_any() {
    let image = image(&[
        ("libgcc_s.so.1", &["GCC_3.3", "GCC_4.2.0"]),
        ("libc.so.6", &[]),
    ]);
    assert_eq!(
        of(&[image], &[]).unwrap(),
        ["libc6", "libgcc-s1 (>= 4.2.0)"]
    );
}

#[test]
fn other_libraries_need_a_package_unless_they_are_in_this_one() {
    let needs = image(&[("libz.so.1", &["ZLIB_1.2.0"])]);
    let alone = std::slice::from_ref(&needs);
    assert_eq!(
        of(alone, &[]).unwrap_err(),
        "usr/lib/x.so needs libz.so.1, and no package is known to hold it\n  name the package: \
         shlibs = {\"libz.so.1\": \"<package> (>= <version>)\"} in pgrx_deb, or link it statically"
    );
    assert_eq!(
        of(alone, &["libz.so.1=zlib1g (>= 1:1.2)"]).unwrap(),
        ["zlib1g (>= 1:1.2)"]
    );
    let bundled = Image {
        soname: Some("libz.so.1".to_owned()),
        ..Image::default()
    };
    assert!(of(&[needs, bundled], &[]).unwrap().is_empty());
}

#[test]
fn an_unknown_marker_is_no_silent_zero() {
    let image = image(&[("libc.so.6", &["GLIBC_ABI_NEW"])]);
    assert_eq!(
        of(&[image], &[]).unwrap_err(),
        "usr/lib/x.so needs GLIBC_ABI_NEW of libc.so.6, and it isn't known which release of the C \
         library has that first; add it to ABI_MARKERS in src/tools/debpkg/src/dependencies.rs"
    );
}

#[test]
fn what_is_no_shlib_is_refused() {
    for argument in ["libz.so.1", "=zlib1g", "libz.so.1="] {
        let error = argument.parse::<Shlib>().unwrap_err().to_string();
        assert!(
            error.ends_with("is not <soname>=<dependency>, such as libz.so.1=zlib1g (>= 1:1.2)")
        );
    }
}
