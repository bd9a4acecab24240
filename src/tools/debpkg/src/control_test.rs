use super::Control;

fn control() -> Control {
    Control {
        package: "postgresql-17-some-thing".to_owned(),
        version: "1.2~rc1-3".to_owned(),
        variant_of: None,
        architecture: "all".to_owned(),
        maintainer: "A B <a@example.org>".to_owned(),
        installed_size: 7,
        depends: vec!["postgresql-17".to_owned(), "libc6 (>= 2.34)".to_owned()],
        section: "database".to_owned(),
        priority: "optional".to_owned(),
        homepage: "https://example.org/".to_owned(),
        description: "what it is\nLong text.\n\nMore.\n".to_owned(),
    }
}

#[test]
fn the_fields_are_as_dpkg_reads_them() {
    let control = control();
    control.check().unwrap();
    assert_eq!(
        control.to_string(),
        "Package: postgresql-17-some-thing\n\
         Version: 1.2~rc1-3\n\
         Architecture: all\n\
         Maintainer: A B <a@example.org>\n\
         Installed-Size: 7\n\
         Depends: postgresql-17, libc6 (>= 2.34)\n\
         Section: database\n\
         Priority: optional\n\
         Homepage: https://example.org/\n\
         Description: what it is\n \
         Long text.\n \
         .\n \
         More.\n"
    );
}

#[test]
fn a_variant_stands_for_the_other_package_and_drives_it_out() {
    let mut control = control();
    control.variant_of = Some("postgresql-17-other".to_owned());
    let text = control.to_string();
    let fields = "Provides: postgresql-17-other (= 1.2~rc1-3)\n\
                  Conflicts: postgresql-17-other\nReplaces: postgresql-17-other\nSection: ";
    assert!(text.contains(fields), "{text}");
}

#[test]
fn what_dpkg_would_refuse_is_refused_here() {
    type Change = fn(&mut Control);
    let cases: [(Change, &str); 9] = [
        (
            |c| c.package = "a_b".to_owned(),
            "Package: \"a_b\" is not at least two of",
        ),
        (|c| c.package = "-ab".to_owned(), "Package: \"-ab\""),
        (
            |c| c.version = "v1".to_owned(),
            "Version: \"v1\" is not [epoch:]upstream[-revision]",
        ),
        (|c| c.version = "1_2".to_owned(), "Version: \"1_2\""),
        (
            |c| c.architecture = "a b".to_owned(),
            "Architecture: \"a b\" is not one word",
        ),
        (
            |c| c.maintainer = "A B".to_owned(),
            "Maintainer: \"A B\" is not `Name <address>`",
        ),
        (|c| c.homepage = "a\nDepends: b".to_owned(), "Homepage:"),
        (
            |c| c.description = "\nlong".to_owned(),
            "Description: \"\" is not a first line",
        ),
        (|c| c.section.clear(), "Section: \"\" is not one word"),
    ];
    for (change, text) in cases {
        let mut control = control();
        change(&mut control);
        let error = control.check().unwrap_err().to_string();
        assert!(error.starts_with(text), "{error}");
        assert!(error.contains("(Debian Policy "), "{error}");
    }
}
