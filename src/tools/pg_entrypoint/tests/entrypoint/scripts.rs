//! Initialisation scripts, the server's arguments, and starting again.

use std::io::Write;

use flate2::write::GzEncoder;
use flate2::Compression;
use rustix::process::Signal;

use crate::image::{Image, PASSWORD};

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn insert(what: &str) -> String {
    format!("INSERT INTO steps (what) VALUES ('{what}');\n")
}

#[test]
fn they_run_once_in_order_with_the_servers_arguments() {
    let image = Image::new();
    let table = "CREATE TABLE steps (id serial, what text);\n";
    image.script("1-table.sql", table.to_owned() + &insert("sql"), 0o644);
    image.script("2-data.sql.gz", gzip(&insert("sql.gz")), 0o644);
    let read = "psql -v ON_ERROR_STOP=1 -U \"$POSTGRES_USER\" -d \"$POSTGRES_DB\" \
        -c \"INSERT INTO steps (what) SELECT 'read ' || current_setting('work_mem') \
        || current_setting('listen_addresses')\"\n";
    image.script("3-read.sh", read, 0o644);
    let started = format!(
        "#!/bin/sh\nset -e\necho \"{}\" | psql \"$POSTGRES_DB\"\n",
        insert("$0")
    );
    image.script("4-started.sh", started, 0o755);
    image.script("5-notes.txt", "not SQL", 0o644);
    image.script("6-last.sql", insert("last"), 0o644);

    let variables = [
        PASSWORD,
        ("POSTGRES_USER", "ann"),
        ("POSTGRES_DB", "The Shop"),
    ];
    let arguments = ["-c", "work_mem=7MB", "-c", "cluster_name=seven"];
    let container = image.serve(&variables, &arguments);
    let steps = || {
        let who = ["-U", "ann", "-d", "The Shop"];
        image
            .sql_as(&who, "SELECT what FROM steps ORDER BY id")
            .unwrap()
    };
    let expected = "sql\nsql.gz\nread 7MB\n/docker-entrypoint-initdb.d/4-started.sh\nlast";
    assert_eq!(steps(), expected);
    let log = image.log();
    assert!(
        log.contains("ignoring /docker-entrypoint-initdb.d/5-notes.txt"),
        "{log}"
    );
    assert!(
        log.contains("PostgreSQL init process complete; ready for start up."),
        "{log}"
    );
    let ready = log
        .matches("database system is ready to accept connections")
        .count();
    assert_eq!(ready, 2, "tools wait for the second: {log}");
    assert_eq!(container.stop(Signal::INT).0, 0, "{}", image.log());

    let container = image.serve(&[], &["-c", "work_mem=8MB"]);
    assert_eq!(steps(), expected, "kept, and not run again");
    let shown = image
        .sql_as(&["-U", "ann", "-d", "postgres"], "SHOW work_mem")
        .unwrap();
    assert_eq!(shown, "8MB");
    assert!(image.log().contains("holds a database: not initialised"));
    assert_eq!(container.stop(Signal::INT).0, 0);
}

#[test]
fn a_failing_script_ends_it_and_the_folder_is_refused() {
    let rows: [(&str, Vec<u8>, u32, &str); 5] = [
        (
            "a.sql",
            b"SELECT 1/0;\n".to_vec(),
            0o644,
            "a.sql failed (exit status: 3)",
        ),
        (
            "a.sh",
            b"false\ntrue\n".to_vec(),
            0o644,
            "a.sh failed (exit status: 1)",
        ),
        (
            "a.sh",
            b"#!/bin/sh\nexit 9\n".to_vec(),
            0o755,
            "a.sh failed (exit status: 9)",
        ),
        (
            "a.sh",
            b"#!/no/bash\n".to_vec(),
            0o755,
            "interpreter in its first line, is not in",
        ),
        (
            "a.sql.gz",
            gzip("SELECT 1;\n")[..12].to_vec(),
            0o644,
            "a.sql.gz: cannot unpack",
        ),
    ];
    for (name, content, mode, text) in rows {
        let image = Image::new();
        image.script(name, content, mode);
        let words = image.server_arguments();
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        let status = image.start(&[PASSWORD], &words).wait();
        let log = image.log();
        assert_eq!(status, 1, "{name}: {log}");
        assert!(log.contains(text), "{name}: {log}");
        assert!(
            log.contains("is incomplete and will not be used"),
            "{name}: {log}"
        );
        assert_eq!(image.start(&[PASSWORD], &words).wait(), 1);
        let log = image.log();
        assert!(
            log.contains("an initialisation that did not finish"),
            "{name}: {log}"
        );
    }
}

#[test]
fn what_cannot_be_unpacked_stops_it_before_anything_is_made() {
    let image = Image::new();
    image.script("a.sql.xz", "", 0o644);
    assert_eq!(image.start(&[PASSWORD], &[]).wait(), 1);
    let log = image.log();
    assert!(log.contains("a.sql.xz is compressed in a way"), "{log}");
    assert_eq!(std::fs::read_dir(image.pgdata()).unwrap().count(), 0);
}
