//! What libraries need the newest C library for: processes, threads, files and numbers; C of SQLite and zstd.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::thread;

use pgrx::prelude::*;
use rusqlite::Connection;

::pgrx::pg_module_magic!(name, version);

/// A file of this backend's own.
fn file_of(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("hoard-{}-{name}", std::process::id()))
}

/// Fills a table of SQLite in a file, and asks about it.
#[pg_extern]
fn hoard_sqlite(rows: i64) -> Result<String, Box<dyn Error>> {
    let path = file_of("sqlite");
    let mut sqlite = Connection::open(&path)?;
    sqlite.execute_batch("CREATE TABLE hoard (day INTEGER PRIMARY KEY, word TEXT, weight REAL)")?;
    let filling = sqlite.transaction()?;
    for day in 0..rows {
        let weight = (day as f64).sqrt();
        filling
            .prepare_cached("INSERT INTO hoard VALUES (?1, ?2, ?3)")?
            .execute((day, format!("word {}", day % 100), weight))?;
    }
    filling.commit()?;
    let answer = sqlite.query_row(
        "SELECT count(DISTINCT word) || ' words, ' || round(sum(weight), 3) || ', to '
             || strftime('%Y-%m-%d', max(day) * 86400, 'unixepoch') FROM hoard",
        [],
        |row| row.get(0),
    )?;
    drop(sqlite);
    fs::remove_file(path)?;
    Ok(answer)
}

/// Whether a text that is repeated comes back from zstd, which compresses it in threads of its own.
#[pg_extern]
fn hoard_zstd(text: &str, times: i32) -> Result<bool, Box<dyn Error>> {
    let plain = text.repeat(usize::try_from(times)?);
    let mut encoder = zstd::Encoder::new(Vec::new(), 6)?;
    encoder.multithread(2)?;
    encoder.write_all(plain.as_bytes())?;
    let packed = encoder.finish()?;
    Ok(packed.len() * 10 < plain.len() && zstd::decode_all(&packed[..])? == plain.as_bytes())
}

/// What some threads add up.
#[pg_extern]
fn hoard_threads(threads: i64, each: i64) -> i64 {
    let count = |number: i64| (0..each).map(|it| it ^ number).sum::<i64>();
    thread::scope(|scope| {
        let started: Vec<_> = (0..threads)
            .map(|number| scope.spawn(move || count(number)))
            .collect();
        let ended = started.into_iter().map(|it| it.join().expect("a sum"));
        ended.sum()
    })
}

/// The size of a file after each write, and the bytes that are then in it, added up.
#[pg_extern]
fn hoard_files(blocks: i64) -> Result<i64, Box<dyn Error>> {
    let path = file_of("file");
    let mut file = fs::File::create(&path)?;
    let mut sum = 0;
    for _ in 0..blocks {
        file.write_all(&[1; 4096])?;
        sum += i64::try_from(fs::metadata(&path)?.len())?;
    }
    let written = fs::read(&path)?;
    fs::remove_file(path)?;
    Ok(sum + written.into_iter().map(i64::from).sum::<i64>())
}

/// How many of the numbers are the exponential of their own logarithm, squared and unsquared.
#[pg_extern]
fn hoard_numbers(numbers: i32) -> i64 {
    let same = |&number: &f64| {
        let back = number.ln().exp().powf(2.0).powf(0.5);
        (back - number).abs() < number * 1e-9
    };
    let all = (1..=numbers).map(f64::from);
    all.filter(same).count() as i64
}

/// How many processes have said and returned what they were told.
#[pg_extern]
fn hoard_processes(processes: i32) -> Result<i32, Box<dyn Error>> {
    let mut right = 0;
    for _ in 0..processes {
        let said = Command::new("/bin/sh")
            .args(["-c", "echo done; exit 3"])
            .output()?;
        right += i32::from(said.stdout == b"done\n" && said.status.code() == Some(3));
    }
    Ok(right)
}
