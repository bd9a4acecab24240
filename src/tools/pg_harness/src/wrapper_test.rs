use super::*;

fn spec(emulator: Option<&str>) -> ServerSpec {
    test_spec(17, emulator)
}

/// A server in Debian's layout, for tests of other modules too.
pub(crate) fn test_spec(major: u32, emulator: Option<&str>) -> ServerSpec {
    ServerSpec {
        cpu: "some".into(),
        major,
        postgres: None,
        layout: crate::spec::Layout {
            library: format!("lib/postgresql/{major}/lib").into(),
            programs: format!("lib/postgresql/{major}/bin").into(),
            share: format!("share/postgresql/{major}").into(),
        },
        root: "/root's".into(),
        tuple: "t-linux-gnu".into(),
        loader: "lib/ld.so".into(),
        cpu_model: crate::spec::CpuModel {
            qemu: Some("old".into()),
            level: None,
            higher: vec!["v2".into(), "v3".into()],
        },
        emulator: emulator.map(PathBuf::from),
    }
}

fn script(emulator: Option<&str>) -> String {
    let runner = Runner::new(&spec(emulator), Path::new("/p"));
    String::from_utf8(runner.script(Path::new("/root's/bin/psql"))).unwrap()
}

#[test]
fn a_native_program_is_started_by_its_own_loader() {
    assert_eq!(
        script(None),
        "#!/bin/sh\nexec '/p/lib/ld.so' '--inhibit-cache' '--library-path' \
         '/p/usr/lib/t-linux-gnu' '/root'\\''s/bin/psql' \"$@\"\n"
    );
}

#[test]
fn libraries_that_extensions_bring_are_found_after_the_servers_own() {
    let text = |emulator| {
        let runner = Runner::new(&spec(emulator), Path::new("/p"));
        let runner = runner.with_libraries(&[PathBuf::from("/a")]);
        let runner = runner.with_libraries(&[PathBuf::from("/b")]);
        String::from_utf8(runner.script(Path::new("/x"))).unwrap()
    };
    let path = "/p/usr/lib/t-linux-gnu:/a:/b";
    assert!(text(None).contains(&format!(" '--library-path' '{path}' '/x'")));
    let emulated = text(Some("/q/qemu"));
    let start = "'/q/qemu' '-L' '/p' '-cpu' 'old' '/p/lib/ld.so'";
    let option = format!("{start} '--inhibit-cache' '--library-path' '{path}' '/x'");
    assert!(emulated.contains(&option), "{emulated}");
}

#[test]
fn an_interpreter_passes_on_what_the_kernel_says() {
    let runner = Runner::new(&spec(Some("/q/qemu")), Path::new("/p"));
    assert_eq!(
        String::from_utf8(runner.interpreter()).unwrap(),
        "#!/bin/sh\nprogram=$1 name=$2\nshift 2\n\
         exec '/q/qemu' '-L' '/p' '-cpu' 'old' -0 \"$name\" \"$program\" \"$@\"\n"
    );
}

#[test]
fn a_foreign_program_is_started_by_the_emulator() {
    assert_eq!(
        script(Some("/q/qemu")),
        "#!/bin/sh\nexec '/q/qemu' '-L' '/p' '-cpu' 'old' '/root'\\''s/bin/psql' \"$@\"\n"
    );
}
