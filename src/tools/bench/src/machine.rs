//! The machine in words: what a reader needs to compare figures with their own.

use std::fs;

use crate::cost::cores;

/// For example "2 cores of x86_64, 24 GiB of memory".
pub fn describe() -> String {
    let meminfo = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    format!(
        "{} cores of {}, {} GiB of memory",
        cores(),
        std::env::consts::ARCH,
        gibibytes(&meminfo)
    )
}

fn gibibytes(meminfo: &str) -> u64 {
    let line = meminfo.lines().find(|line| line.starts_with("MemTotal:"));
    let kib: f64 = line
        .and_then(|line| line.split_whitespace().nth(1))
        .and_then(|word| word.parse().ok())
        .unwrap_or(0.0);
    (kib / 1024.0 / 1024.0).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_rounded_to_gibibytes() {
        assert_eq!(
            gibibytes("MemTotal:       24608128 kB\nMemFree: 1 kB\n"),
            23
        );
    }
}
