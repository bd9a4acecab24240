//! Licences that every Debian system holds, in /usr/share/common-licenses: a package refers to them
//! instead of holding them again (Policy 12.5).

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// Debian's names of licences, and the SHA-256 of what stands between the two lines that enclose
/// their terms, one blank between words.
const TERMS: [(&str, &str); 3] = [
    (
        "Apache-2.0",
        "b7e7e94fb6663a90199d4cee2de7e32505e8f4280d32c7b242fcc7940322f191",
    ),
    (
        "GPL-2",
        "9af69bf02249fe215d4cfc2b07c72bcd3ca8daa7cd195a400e45e086cc59ab2d",
    ),
    (
        "GPL-3",
        "51142ae71da629696041ecb31d4f66532ebc381f72d01b9c7ad974d093e4f6ee",
    ),
];
const FIRST: &str = "TERMS AND CONDITIONS";
const LAST: &str = "END OF TERMS AND CONDITIONS";

/// `text` with a reference for the terms of each licence that Debian has word for word. Who holds
/// the copyright stands before and after them and stays.
#[must_use]
pub fn referred(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut referred = Vec::new();
    let mut here = 0;
    while here < lines.len() {
        match terms(&lines[here..]) {
            Some((name, count)) => {
                referred.push(format!(
                    "   Debian systems have these terms in /usr/share/common-licenses/{name}."
                ));
                here += count;
            }
            None => {
                referred.push(lines[here].to_owned());
                here += 1;
            }
        }
    }
    referred.join("\n") + "\n"
}

/// The licence whose terms begin in the first line, and how many lines they are.
fn terms(lines: &[&str]) -> Option<(&'static str, usize)> {
    if !lines[0].trim_start().starts_with(FIRST) {
        return None;
    }
    let last = lines.iter().position(|line| line.trim() == LAST)?;
    let words: Vec<&str> = lines[1..last]
        .iter()
        .flat_map(|line| line.split_whitespace())
        .collect();
    let digest = HEXLOWER.encode(&Sha256::digest(words.join(" ")));
    let (name, _) = TERMS.iter().find(|(_, known)| *known == digest)?;
    Some((name, last + 1))
}

#[cfg(test)]
mod tests {
    use super::referred;

    #[test]
    fn terms_that_debian_has_are_referred_to_and_all_else_stays() {
        let path = std::env::var("APACHE").expect("the text of the Apache license");
        let apache = std::fs::read_to_string(path).unwrap();
        let text = format!("before\n{}\nafter", apache.replace("  ", " "));
        let referred = referred(&text);
        assert!(
            referred.contains("/usr/share/common-licenses/Apache-2.0."),
            "{referred}"
        );
        for kept in [
            "before\n",
            "Version 2.0, January 2004",
            "APPENDIX: How to apply",
            "\nafter\n",
        ] {
            assert!(referred.contains(kept), "{kept}: {referred}");
        }
        assert!(!referred.contains("Grant of Patent License"), "{referred}");
    }

    #[test]
    fn terms_that_were_changed_stay() {
        let changed = "TERMS AND CONDITIONS\n\n0. None.\n\nEND OF TERMS AND CONDITIONS\n";
        assert_eq!(referred(changed), changed);
        assert_eq!(
            referred("TERMS AND CONDITIONS\nwithout end"),
            "TERMS AND CONDITIONS\nwithout end\n"
        );
    }
}
