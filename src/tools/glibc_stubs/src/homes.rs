//! Which library had a symbol before glibc 2.34 made one of them.
//!
//! The list is that of glibc's own Versions files, in short: what moved has a version of the
//! release that moved it, so a prefix is enough to tell from which library.

use elf_gate::glibc::GlibcVersion;

/// The release in which the last of them moved.
const MERGED: &str = "2.34";

const PTHREAD: &str = "libpthread.so.0";

/// First letters of names, and the library that had them.
const PREFIXES: &[(&str, &[&str])] = &[
    (
        PTHREAD,
        &[
            "pthread_",
            "__pthread_",
            "_pthread_",
            "sem_",
            "mtx_",
            "cnd_",
            "tss_",
            "thrd_",
            "call_once",
        ],
    ),
    (
        "librt.so.1",
        &["aio_", "mq_", "__mq_", "lio_", "shm_", "timer_"],
    ),
    (
        "libanl.so.1",
        &["gai_cancel", "gai_error", "gai_suspend", "getaddrinfo_a"],
    ),
    (
        "libresolv.so.2",
        &[
            "ns_", "res_", "__res_n", "__res_m", "__res_q", "__res_s", "dn_", "__dn_", "__ns_",
            "__b64", "inet_net",
        ],
    ),
    (
        "libdl.so.2",
        &[
            "dladdr", "dlclose", "dlerror", "dlinfo", "dlmopen", "dlopen", "dlsym", "dlvsym",
        ],
    ),
    (
        "libutil.so.1",
        &["forkpty", "login", "logout", "logwtmp", "openpty"],
    ),
];

/// Names that moved and kept their version.
const SAME_VERSION: &[(&str, &str)] = &[
    ("__isnanf128", "libm.so.6"),
    ("__pthread_cleanup_routine", PTHREAD),
    ("__pthread_register_cancel", PTHREAD),
    ("__pthread_register_cancel_defer", PTHREAD),
    ("__pthread_unregister_cancel", PTHREAD),
    ("__pthread_unregister_cancel_restore", PTHREAD),
    ("__pthread_unwind_next", PTHREAD),
];

/// The sonames of all libraries that are parts of libc.so.6 today.
pub fn parts() -> impl Iterator<Item = &'static str> {
    PREFIXES.iter().map(|(soname, _)| *soname)
}

/// The library of a symbol of today's libc.so.6 in glibc `floor`; `default` is the version
/// that the symbol has today.
#[must_use]
pub fn home(name: &str, floor: &GlibcVersion, default: &GlibcVersion) -> Option<&'static str> {
    if *floor >= MERGED.parse().expect("a version") {
        return None;
    }
    if let Some((_, soname)) = SAME_VERSION.iter().find(|(known, _)| *known == name) {
        return Some(soname);
    }
    // It has not changed since, so it has not moved.
    if default <= floor {
        return None;
    }
    let had = |(_, starts): &&(&str, &[&str])| starts.iter().any(|start| name.starts_with(start));
    PREFIXES.iter().find(had).map(|(soname, _)| *soname)
}

#[cfg(test)]
mod tests {
    use super::home;

    #[test]
    fn parts_had_what_moved() {
        let home = |name, floor: &str, default: &str| {
            home(name, &floor.parse().unwrap(), &default.parse().unwrap())
        };
        assert_eq!(
            home("pthread_create", "2.28", "2.34"),
            Some("libpthread.so.0")
        );
        assert_eq!(home("dlopen", "2.28", "2.34"), Some("libdl.so.2"));
        assert_eq!(home("timer_create", "2.28", "2.34"), Some("librt.so.1"));
        assert_eq!(home("openpty", "2.33", "2.34"), Some("libutil.so.1"));
        // There all along:
        assert_eq!(home("pthread_mutex_lock", "2.28", "2.2.5"), None);
        assert_eq!(home("login_tty", "2.34", "2.34"), None);
        assert_eq!(home("pthread_create", "2.34", "2.34"), None);
        assert_eq!(home("malloc", "2.28", "2.2.5"), None);
        assert_eq!(home("__isnanf128", "2.28", "2.26"), Some("libm.so.6"));
    }
}
