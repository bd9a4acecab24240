//! What Rust's standard library, and C, use of glibc that an older one has in another way.

use pgrx::prelude::*;
use std::ffi::{c_char, c_int, CString};
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

pgrx::pg_module_magic!();

extern "C" {
    fn probe_files(folder: *const c_char) -> c_int;
    fn probe_numbers() -> c_int;
    fn probe_threads() -> c_int;
    fn probe_time() -> c_int;
    fn probe_sockets() -> c_int;
    fn probe_processes() -> c_int;
}

/// What C says of each part: 0, or the step that went wrong.
#[pg_extern]
fn probe_c() -> TableIterator<'static, (name!(part, &'static str), name!(failed_step, i32))> {
    let folder = CString::new(std::env::temp_dir().to_string_lossy().into_owned()).unwrap();
    let results = unsafe {
        [
            ("files", probe_files(folder.as_ptr())),
            ("numbers", probe_numbers()),
            ("threads", probe_threads()),
            ("time", probe_time()),
            ("sockets", probe_sockets()),
            ("processes", probe_processes()),
        ]
    };
    TableIterator::new(results)
}

/// The size of a file that it has made, seen three ways, and what is wrong with a missing one.
#[pg_extern]
fn probe_rust_files() -> String {
    let path = std::env::temp_dir().join("probe_rust");
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all(b"1234567").unwrap();
    let sizes = [
        file.metadata().unwrap().len(),
        std::fs::metadata(&path).unwrap().len(),
        std::fs::symlink_metadata(&path).unwrap().len(),
    ];
    let listed = std::fs::read_dir(std::env::temp_dir())
        .unwrap()
        .any(|entry| entry.unwrap().file_name() == "probe_rust");
    std::fs::remove_file(&path).unwrap();
    let gone = std::fs::metadata(&path).unwrap_err().kind();
    format!("{sizes:?} {listed} {gone:?}")
}

/// The sum of what some threads count.
#[pg_extern]
fn probe_rust_threads() -> i64 {
    let threads: Vec<_> = (0..4)
        .map(|number: i64| std::thread::spawn(move || number * 10))
        .collect();
    threads.into_iter().map(|it| it.join().unwrap()).sum()
}

/// A panic is an error of the statement, and leaves the backend alive.
#[pg_extern]
fn probe_rust_panic() {
    panic!("caught");
}

/// Whether a process of its own starts, and whether one that is not there fails.
#[pg_extern]
fn probe_rust_processes() -> String {
    let run = |program: &str| {
        let mut command = Command::new(program);
        command.arg("--version");
        command.stdout(Stdio::null()).stderr(Stdio::null()).status()
    };
    // Under emulation the kernel starts nothing of the target; that the call came back is enough.
    let answered =
        run("/proc/self/exe").map_or_else(|error| error.raw_os_error().is_some(), |_| true);
    // The emulator's vfork is a fork, so there the child's own status says that it was in vain.
    let missing = run("/nowhere").map_or(true, |status| !status.success());
    format!("{answered} {missing}")
}

/// A byte that goes through a socket, in time.
#[pg_extern]
fn probe_rust_sockets() -> String {
    let start = Instant::now();
    let (mut one, mut other) = UnixStream::pair().unwrap();
    other
        .set_read_timeout(Some(Duration::from_secs(5)))
        .unwrap();
    one.write_all(b"z").unwrap();
    let mut byte = [0];
    other.read_exact(&mut byte).unwrap();
    std::thread::sleep(Duration::from_millis(2));
    let passed = start.elapsed() >= Duration::from_millis(2);
    let sane = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap()
        > Duration::from_secs(1_700_000_000);
    format!("{} {passed} {sane}", char::from(byte[0]))
}
