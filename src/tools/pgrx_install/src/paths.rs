//! Keeps the build machine's folders out of the SQL.
//!
//! pgrx comments every object with the `file!()` it came from. rustc makes that
//! relative for the crate being built, but absolute for a dependency that lies
//! elsewhere; the same source would then give other SQL in another folder.

/// Shortens absolute source paths in comments to their part inside the crate.
///
/// Only lines of the form pgrx writes, `-- /path/file.rs:12`, are touched.
#[must_use]
pub fn relative_comments(sql: &str) -> String {
    sql.split_inclusive('\n').map(relative_comment).collect()
}

/// The line itself, or its shortened form.
fn relative_comment(line: &str) -> String {
    let Some(comment) = line.trim_start().strip_prefix("--") else {
        return line.to_owned();
    };
    let place = comment.trim_start();
    if !is_absolute_place(place.trim_end()) {
        return line.to_owned();
    }
    let before = &line[..line.len() - place.len()];
    format!("{before}{}", inside_crate(place))
}

/// Whether the text is `/path:line`, with nothing around it.
fn is_absolute_place(text: &str) -> bool {
    let is_number = |line: &str| !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit());
    text.starts_with('/')
        && !text.contains(char::is_whitespace)
        && text
            .rsplit_once(':')
            .is_some_and(|(_, line)| is_number(line))
}

/// From the last `src/` on, as rustc shows the files of the crate being built;
/// where there is no such folder, the file's name.
fn inside_crate(place: &str) -> &str {
    let start = place.rfind("/src/").or_else(|| place.rfind('/'));
    start.map_or(place, |slash| &place[slash + 1..])
}

#[cfg(test)]
mod tests {
    use super::relative_comments;

    #[test]
    fn absolute_source_paths_are_shortened() {
        let cases = [
            ("-- /a/b/dep-1.0/src/x/lib.rs:12\n", "-- src/x/lib.rs:12\n"),
            ("  --   /a/src/b/src/lib.rs:1\n", "  --   src/lib.rs:1\n"),
            ("-- /a/b/generated.rs:3", "-- generated.rs:3"),
        ];
        for (given, expected) in cases {
            assert_eq!(relative_comments(given), expected);
        }
    }

    #[test]
    fn everything_else_is_kept() {
        let sql = "-- src/lib.rs:12\n\
                   COPY t FROM '/var/src/data.csv:1';\n\
                   -- /etc/passwd is not read\n\
                   -- /bin/sh:x\n\
                   -- see /a/src/lib.rs:12\n\
                   \r\n";
        assert_eq!(relative_comments(sql), sql);
    }
}
