//! Package URLs (purl-spec): `pkg:<type>/<namespace>/<name>@<version>?<qualifiers>`.

use std::fmt::Write;

/// A package URL in its canonical form.
///
/// `path` is type, namespace and name, separated by slashes; qualifiers without a
/// value are left out, and the others must come sorted.
#[must_use]
pub fn purl(path: &str, version: &str, qualifiers: &[(&str, &str)]) -> String {
    debug_assert!(qualifiers.is_sorted());
    let segments: Vec<_> = path.split('/').map(encode).collect();
    let mut purl = format!("pkg:{}@{}", segments.join("/"), encode(version));
    let given = qualifiers.iter().filter(|(_, value)| !value.is_empty());
    for (index, (key, value)) in given.enumerate() {
        let mark = if index == 0 { '?' } else { '&' };
        write!(purl, "{mark}{key}={}", encode(value)).expect("writing into memory");
    }
    purl
}

/// Percent-encodes all but RFC 3986's unreserved characters and the colon, which the
/// specification wants as it is.
fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' => {
                encoded.push(byte as char);
            }
            other => write!(encoded, "%{other:02X}").expect("writing into memory"),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::purl;

    #[test]
    fn a_package_url_is_encoded_part_by_part() {
        assert_eq!(
            purl(
                "deb/debian/libstdc++6",
                "1:2.0+b1~x",
                &[("arch", "amd64"), ("distro", ""), ("upstream", "gcc-14")]
            ),
            "pkg:deb/debian/libstdc%2B%2B6@1:2.0%2Bb1~x?arch=amd64&upstream=gcc-14"
        );
        assert_eq!(purl("cargo/a", "1.0.0", &[]), "pkg:cargo/a@1.0.0");
    }
}
