//! What mends an archive that apt cannot read, by what apt says.

/// apt's words for a suite that is not there, in all its versions.
const NO_SUITE: [&str; 2] = [
    "does not have a Release file",
    "no longer has a Release file",
];

/// Its words for a component that is not there, which it only warns of.
const NO_COMPONENT: &str = "doesn't have the component";

/// Its words for keys that are missing, out of date or not trusted.
const NO_KEY: [&str; 5] = [
    "NO_PUBKEY",
    "EXPKEYSIG",
    "REVKEYSIG",
    "Missing key",
    "is not signed",
];

const SUITE_GONE: &str = "
  A suite leaves the mirrors some time after its support has ended. What it had is then in the archive of
  old releases that its publisher keeps, and in snapshot services, which have an archive as of each day.
  name the base URL of one of these: {where}";

const KEY_GONE: &str = "
  The keys that are trusted are not those that signed it. Get the keyring that the archive's owner publishes: {keys}";

/// Whether what apt says is an error, whatever its exit status.
pub fn is_error(complaints: &str) -> bool {
    complaints
        .lines()
        .any(|line| line.trim_start().starts_with("E:") || line.contains(NO_COMPONENT))
}

/// What follows apt's complaints in the message: `own` is whether the archive is not Debian's.
pub fn remedy(complaints: &str, own: bool) -> String {
    let says = |words: &[&str]| words.iter().any(|words| complaints.contains(words));
    if says(&NO_SUITE) {
        let place = match own {
            true => "`archive` in the set's yaml",
            false => "DEBIAN_MIRROR=<base URL>, in the environment; or `archive` in the set's yaml, with `keyring`",
        };
        return SUITE_GONE.replace("{where}", place);
    }
    if says(&NO_KEY) {
        let place = match own {
            true => "it is the file that `keyring` names in the set's yaml",
            false => {
                "package debian-archive-keyring, or DEBIAN_KEYRING=<its path>, in the environment"
            }
        };
        return KEY_GONE.replace("{keys}", place);
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suite_that_has_left_is_told_where_it_went() {
        let said = "  E: The repository 'p://h/x buster Release' does not have a Release file.";
        assert!(is_error(said));
        for (own, place) in [
            (false, "these: DEBIAN_MIRROR=<base URL>, in the environment; or `archive` in the set's yaml, with `keyring`"),
            (true, "these: `archive` in the set's yaml"),
        ] {
            let text = remedy(said, own);
            assert!(text.starts_with("\n  A suite leaves the mirrors some time after"), "{text}");
            assert!(text.ends_with(place), "{text}");
        }
    }

    #[test]
    fn keys_that_are_not_trusted_have_a_place() {
        let said = "  W: GPG error: p://h x InRelease: NO_PUBKEY 0123\n  E: The repository 'p://h x InRelease' is not signed.";
        assert!(
            remedy(said, true).ends_with("it is the file that `keyring` names in the set's yaml")
        );
        assert!(remedy(said, false).contains("DEBIAN_KEYRING=<its path>"));
    }

    #[test]
    fn a_component_that_is_not_there_is_an_error_and_other_warnings_are_none() {
        assert!(is_error("  W: Skipping acquire of configured file '99/binary-amd64/Packages' as repository 'p://h x InRelease' doesn't have the component '99' (component misspelt in sources.list?)"));
        assert!(!is_error("  W: something else"));
        assert_eq!(remedy("  W: something else", true), "");
    }
}
