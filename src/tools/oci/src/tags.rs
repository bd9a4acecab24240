//! Tags with placeholders: `{version}`, from the image, and `{commit}`,
//! `{timestamp}`, from Bazel's status files, which exist only with `--stamp`.

use crate::error::{read_error, Error, Result};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Placeholders that need a stamped build, and the status key of each.
const STAMPS: [(&str, &str); 2] = [
    ("commit", "STABLE_GIT_COMMIT"),
    ("timestamp", "BUILD_TIMESTAMP"),
];

/// Digits of a commit in a tag: as many as git abbreviates to in large repositories.
const COMMIT_DIGITS: usize = 12;

/// Fills the templates in. Without status files, those that need a stamp are left out.
///
/// # Errors
/// [`Error::Placeholder`] for a name without value, and unreadable status files.
pub fn expand(
    templates: &[String],
    variables: &[String],
    status: &[PathBuf],
) -> Result<Vec<String>> {
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    for variable in variables {
        let (name, value) = variable.split_once('=').unwrap_or((variable, ""));
        values.insert(name.into(), value.into());
    }
    for file in status {
        let text = std::fs::read_to_string(file).map_err(read_error(file))?;
        stamps(&text, &mut values);
    }
    let unstamped = |template: &&String| {
        status.is_empty()
            && STAMPS
                .iter()
                .any(|(name, _)| template.contains(&format!("{{{name}}}")))
    };
    templates
        .iter()
        .filter(|template| !unstamped(template))
        .map(|template| fill(template, &values))
        .collect()
}

fn stamps(status: &str, values: &mut BTreeMap<String, String>) {
    for line in status.lines() {
        let (key, value) = line.split_once(' ').unwrap_or((line, ""));
        let Some((name, _)) = STAMPS.iter().find(|(_, stamp)| *stamp == key) else {
            continue;
        };
        let value = match *name {
            "timestamp" => value.parse().map(sortable).unwrap_or_default(),
            _ => value.chars().take(COMMIT_DIGITS).collect(),
        };
        if !value.is_empty() {
            values.insert((*name).into(), value);
        }
    }
}

fn fill(template: &str, values: &BTreeMap<String, String>) -> Result<String> {
    let mut tag = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.get(name).ok_or_else(|| Error::Placeholder {
            tag: template.into(),
            name: name.into(),
            known: values.keys().cloned().collect::<Vec<_>>().join(", "),
        })?;
        tag = tag + before + value;
        rest = after;
    }
    Ok(tag + rest)
}

/// Seconds since 1970 as `YYYYMMDDhhmm`, UTC: later sorts after earlier.
fn sortable(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // Days -> date in the Gregorian calendar, in eras of 400 years that begin in March.
    let z = days + 719_468;
    let (era, day) = (z / 146_097, z % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year + era * 400 + u64::from(month <= 2);
    let of_month = of_year - (153 * shifted + 2) / 5 + 1;
    format!(
        "{year:04}{month:02}{of_month:02}{:02}{:02}",
        rest / 3_600,
        rest % 3_600 / 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_date_says_them() {
        // date -u -d @<seconds> +%Y%m%d%H%M
        assert_eq!(sortable(0), "197001010000");
        assert_eq!(sortable(951_782_399), "200002282359");
        assert_eq!(sortable(951_868_799), "200002292359");
        assert_eq!(sortable(4_102_444_799), "209912312359");
    }

    #[test]
    fn stamped_tags_only_exist_when_stamped() {
        let templates = ["{version}-17".to_owned(), "{commit}-{timestamp}".to_owned()];
        let variables = ["version=0.1.0".to_owned()];
        assert_eq!(expand(&templates, &variables, &[]).unwrap(), ["0.1.0-17"]);

        let folder = tempfile::tempdir().unwrap();
        let status = folder.path().join("status");
        std::fs::write(
            &status,
            "STABLE_GIT_COMMIT 0123456789abcdef\nBUILD_TIMESTAMP 60\n",
        )
        .unwrap();
        assert_eq!(
            expand(&templates, &variables, &[status]).unwrap(),
            ["0.1.0-17", "0123456789ab-197001010001"]
        );
    }

    #[test]
    fn a_name_without_value_is_named() {
        let error = expand(&["{versoin}".into()], &["version=1".into()], &[]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "tag `{versoin}`: no value for `{versoin}`; known here: version"
        );
    }
}
