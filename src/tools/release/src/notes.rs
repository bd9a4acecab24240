//! What is said of a version where it is published.

/// What a version without changes is told.
const ERROR_NO_SECTION: &str = "\
CHANGELOG.md says nothing of version {version}, which MODULE.bazel names.
To mend it: put `## [{version}] - <year-month-day>` over the changes that stand below `## [Unreleased]`";

/// How a user takes the version.
const USE: &str = "\
In your MODULE.bazel:

```python
bazel_dep(name = \"rules_pgrx\", version = \"{version}\")
```
";

/// The notes: the section of the version, and how to take it.
///
/// # Errors
/// Where the changelog has no change below a heading with the version.
pub fn notes(changelog: &str, version: &str) -> Result<String, String> {
    let heading = format!("## [{version}] - ");
    let changes: Vec<_> = changelog
        .lines()
        .skip_while(|line| !line.starts_with(&heading))
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .collect();
    let changes = changes.join("\n");
    if changes.trim().is_empty() {
        return Err(ERROR_NO_SECTION.replace("{version}", version));
    }
    let how = USE.replace("{version}", version);
    Ok(format!("{}\n\n{how}", changes.trim()))
}

#[cfg(test)]
mod tests {
    use super::notes;

    const CHANGELOG: &str = "\
# Changelog

## [Unreleased]

## [0.2.0] - 2000-01-02

### Added

- a

## [0.1.0] - 2000-01-01

- b
";

    #[test]
    fn notes_are_the_section_and_how_to_take_it() {
        let expected = "### Added

- a

In your MODULE.bazel:

```python
bazel_dep(name = \"rules_pgrx\", version = \"0.2.0\")
```
";
        assert_eq!(notes(CHANGELOG, "0.2.0").as_deref(), Ok(expected));
        assert!(notes(CHANGELOG, "0.1.0").unwrap().starts_with("- b\n"));
    }

    #[test]
    fn a_version_without_changes_is_refused() {
        for version in ["0.3.0", "0.2", "Unreleased"] {
            assert_eq!(
                notes(CHANGELOG, version),
                Err(format!(
                    "\
CHANGELOG.md says nothing of version {version}, which MODULE.bazel names.
To mend it: put `## [{version}] - <year-month-day>` over the changes that stand below `## [Unreleased]`"
                ))
            );
        }
    }
}
