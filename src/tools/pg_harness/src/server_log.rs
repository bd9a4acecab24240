//! The server's log, by session.

/// Begins each line with the session that wrote it, after time and process.
pub const PREFIX: &str = "log_line_prefix = '[%m] [%p] [%c]: '";

/// The session that a line begins with.
fn session_of(line: &str) -> Option<&str> {
    let mut parts = line.strip_prefix('[')?.split("] [");
    let session = parts.nth(2)?;
    Some(session.split_once("]: ")?.0)
}

/// The postmaster's own session: it writes the first line.
pub fn postmaster(log: &str) -> Option<&str> {
    log.lines().find_map(session_of)
}

/// All that `session` wrote; messages of several lines stay whole.
pub fn of_session(log: &str, session: &str) -> String {
    let mut inside = false;
    let mut lines = String::new();
    for line in log.lines() {
        if let Some(found) = session_of(line) {
            inside = found == session;
        }
        if inside {
            lines += line;
            lines.push('\n');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "\
[2026-01-01 00:00:00.000 UTC] [7] [a.7]: LOG:  starting
[2026-01-01 00:00:01.000 UTC] [8] [a.8]: ERROR:  one
\ttwo
[2026-01-01 00:00:01.000 UTC] [9] [a.9]: LOG:  a.8 [1] [2] [a.8]: x
[2026-01-01 00:00:01.000 UTC] [8] [a.8]: STATEMENT:  three
";

    #[test]
    fn lines_go_to_the_session_that_wrote_them() {
        assert_eq!(postmaster(LOG), Some("a.7"));
        let text = of_session(LOG, "a.8");
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(
            text.contains("\n\ttwo\n") && !text.contains("[a.9]"),
            "{text}"
        );
        assert_eq!(of_session(LOG, "8"), "");
    }
}
