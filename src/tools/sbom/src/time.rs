//! Seconds since 1970 -> the form that SPDX writes (6.9).

use crate::Error;
use std::path::Path;

/// What Bazel calls the time of a build.
const KEY: &str = "BUILD_TIMESTAMP";

/// Seconds since 1970, of a status file of Bazel.
///
/// # Errors
/// It cannot be read, or says no time.
pub fn of_build(status: &Path) -> Result<u64, Error> {
    let text = files::read_text(status)?;
    let mut lines = text.lines().filter_map(|line| line.split_once(' '));
    let time = lines.find(|(key, _)| *key == KEY);
    let seconds = time.and_then(|(_, seconds)| seconds.parse().ok());
    seconds.ok_or_else(|| Error::NoTime(status.into()))
}

/// `YYYY-MM-DDThh:mm:ssZ` of `seconds` since 1970-01-01T00:00:00Z.
#[must_use]
pub fn rfc3339(seconds: u64) -> String {
    let (day, rest) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = date(day);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Year, month and day of a day counted from 1970-01-01, by walking through both.
fn date(mut day: u64) -> (u64, u64, u64) {
    let leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let mut year = 1970;
    while day >= 365 + u64::from(leap(year)) {
        day -= 365 + u64::from(leap(year));
        year += 1;
    }
    let february = 28 + u64::from(leap(year));
    let mut month = 1;
    for days in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if day < days {
            break;
        }
        day -= days;
        month += 1;
    }
    (year, month, day + 1)
}

#[cfg(test)]
mod tests {
    use super::{of_build, rfc3339};

    #[test]
    fn seconds_become_a_date() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (951_868_800, "2000-03-01T00:00:00Z"),
            (1_735_689_599, "2024-12-31T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(rfc3339(seconds), text);
        }
    }

    #[test]
    fn bazel_says_the_time() {
        let folder = tempfile::tempdir().unwrap();
        let status = folder.path().join("status");
        std::fs::write(&status, "BUILD_HOST x\nBUILD_TIMESTAMP 951782400\n").unwrap();
        assert_eq!(of_build(&status).unwrap(), 951_782_400);
        std::fs::write(&status, "BUILD_HOST x\n").unwrap();
        assert_eq!(
            of_build(&status).unwrap_err().to_string(),
            format!(
                "{}: no BUILD_TIMESTAMP in Bazel's status; build without --stamp",
                status.display()
            )
        );
    }
}
