//! Headers that were changed by hand, or taken from another CPU, against a pinned server.

use header_check::{compare, declared, Error, Headers, Server};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A file that BUILD.bazel hands over.
fn input(variable: &str) -> PathBuf {
    env::var_os(variable)
        .unwrap_or_else(|| panic!("{variable} is not set; run this test with Bazel"))
        .into()
}

fn pinned() -> Headers {
    Headers::read(input("PG_CONFIG").parent().unwrap()).unwrap()
}

fn server() -> Server {
    Server::read(&input("POSTGRES"), &pinned().configure).unwrap()
}

/// A copy of the headers' files, with `from` replaced by `to` in those that have it.
fn doctored(from: &str, to: &str) -> (tempfile::TempDir, Headers) {
    let originals = input("PG_CONFIG").parent().unwrap().to_owned();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("catalog")).unwrap();
    let mut found = 0;
    for file in ["pg_config.h", "pg_config_manual.h", "catalog/catversion.h"] {
        let text = fs::read_to_string(originals.join(file)).unwrap();
        found += text.matches(from).count();
        fs::write(folder.path().join(file), text.replace(from, to)).unwrap();
    }
    assert!(found > 0, "{from} is not in {}", originals.display());
    let headers = Headers::read(folder.path()).unwrap();
    (folder, headers)
}

/// The error's text, after the line that names the files.
fn differences(headers: &Headers) -> String {
    let text = compare(headers, &server()).unwrap_err().to_string();
    let (first, rest) = text.split_once('\n').unwrap();
    assert!(
        first.starts_with("the headers in ") && first.contains(" are not those of the server "),
        "{first}"
    );
    rest.to_owned()
}

#[test]
fn pinned_headers_are_those_of_the_pinned_server() {
    let facts = compare(&pinned(), &server()).unwrap();
    assert_eq!(facts.len(), 8);
}

#[test]
fn other_flags_than_the_servers_are_named_with_both() {
    let (_folder, headers) = doctored(" '--prefix=/usr'", " '--prefix=/opt'");
    let text = differences(&headers);
    assert!(text.contains("  configure flags\n    headers: '"), "{text}");
    for prefix in ["/opt", "/usr"] {
        assert!(text.contains(&format!("'--prefix={prefix}'")), "{text}");
    }
}

#[test]
fn a_wrong_length_of_names_is_named_with_both_values() {
    let (_folder, headers) = doctored("#define NAMEDATALEN 64", "#define NAMEDATALEN 128");
    let text = differences(&headers);
    let wanted = "  longest name\n    headers: 127\n    server:  63\n";
    assert!(text.contains(wanted), "{text}");
}

#[test]
fn what_a_toolchain_says_is_compared_with_the_headers() {
    let headers = pinned();
    let defines = headers.defines.clone();
    declared(&headers, &headers.release, &defines).unwrap();
    let text = |version: &str, defines: &[String]| {
        declared(&headers, version, defines)
            .unwrap_err()
            .to_string()
    };
    let said = text("1.2", &defines);
    assert!(said.starts_with("the toolchain says `version = \"1.2\"`, and the headers in "));
    let release = format!("{:?}", headers.release);
    assert!(said.contains(&format!(
        " say {release}.\nTo mend it: write `version = {release}`"
    )));
    let said = text(&headers.release, &["X=1".into()]);
    assert!(
        said.starts_with("the toolchain says `defines = [\"X=1\"]`, and "),
        "{said}"
    );
}

#[test]
fn a_wrong_minor_is_named_with_both_values() {
    let release = server().version.split(' ').nth(1).unwrap().to_owned();
    let (_folder, headers) = doctored(&format!("PostgreSQL {release}"), "PostgreSQL 17.1");
    let text = differences(&headers);
    assert!(
        text.contains("  version\n    headers: PostgreSQL 17.1 ("),
        "{text}"
    );
    assert!(
        text.contains(&format!("    server:  PostgreSQL {release} (")),
        "{text}"
    );
    assert!(!text.contains("block size"), "{text}");
}

#[test]
fn a_wrong_block_size_is_named_with_both_values() {
    let (_folder, headers) = doctored("#define BLCKSZ 8192", "#define BLCKSZ 16384");
    let text = differences(&headers);
    assert!(
        text.contains("  block size\n    headers: 16384\n    server:  8192\n"),
        "{text}"
    );
    assert!(
        text.ends_with("pin them together there: ./tools/bazel run //:update"),
        "{text}"
    );
}

#[test]
fn the_headers_of_another_cpu_are_named_with_both_values() {
    let other = Headers::read(input("OTHER_PG_CONFIG").parent().unwrap()).unwrap();
    let text = differences(&other);
    assert!(
        text.contains(&format!(
            "    headers: {}\n    server:  {}",
            other.version,
            server().version
        )),
        "{text}"
    );
    if other.bits != server().bits {
        assert!(
            text.contains("  bits\n    headers: 32\n    server:  64\n"),
            "{text}"
        );
    }
    assert_eq!(
        text.contains("  byte order\n"),
        other.big_endian != server().big_endian,
        "{text}"
    );
}

#[test]
fn what_is_no_server_is_said_to_be_none() {
    let text = Server::read(&input("PG_CONFIG"), "")
        .unwrap_err()
        .to_string();
    assert!(text.contains("pg_config.h: no ELF program: "), "{text}");
    let this = env::current_exe().unwrap();
    let text = Server::read(&this, "").unwrap_err().to_string();
    assert!(
        text.contains("its version was not found, so the headers can't be compared with it"),
        "{text}"
    );
}

#[test]
fn a_folder_without_headers_is_an_error() {
    let error = Headers::read(Path::new("nowhere")).unwrap_err();
    assert!(
        matches!(&error, Error::File(path, _) if path.ends_with("nowhere/pg_config.h")),
        "{error}"
    );
}
