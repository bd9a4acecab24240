//! The text form: `\x` and two lower-case hexadecimal digits per byte, which is
//! how PostgreSQL prints `bytea`.

use super::FormatError;

const DIGITS: &[u8; 16] = b"0123456789abcdef";
const PREFIX: &str = "\\x";

/// Writes `bytes` as text.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(PREFIX.len() + 2 * bytes.len());
    text.push_str(PREFIX);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// Reads text that [`encode`] wrote; upper-case digits are read too.
pub fn decode(text: &str) -> Result<Vec<u8>, FormatError> {
    let digits = text
        .strip_prefix(PREFIX)
        .ok_or(FormatError::NoHexPrefix)?
        .chars()
        .enumerate()
        .map(|(at, c)| c.to_digit(16).ok_or(FormatError::BadHexDigit(c, at)))
        .collect::<Result<Vec<u32>, _>>()?;
    if digits.len() % 2 != 0 {
        return Err(FormatError::OddHex);
    }
    // Two digits below 16 always fit a byte.
    Ok(digits
        .chunks(2)
        .map(|pair| (pair[0] * 16 + pair[1]) as u8)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_survives() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(decode(&encode(&all)), Ok(all.clone()));
        let shouted = encode(&all).to_uppercase().replace('X', "x");
        assert_eq!(decode(&shouted), Ok(all));
    }

    #[test]
    fn encodes_as_postgres_prints_bytea() {
        assert_eq!(encode(&[]), "\\x");
        assert_eq!(encode(&[0x00, 0x0f, 0xf0, 0xab]), "\\x000ff0ab");
    }

    #[test]
    fn each_mistake_has_its_error() {
        assert_eq!(decode(""), Err(FormatError::NoHexPrefix));
        assert_eq!(decode("00ff"), Err(FormatError::NoHexPrefix));
        assert_eq!(decode("\\x0"), Err(FormatError::OddHex));
        assert_eq!(decode("\\x00g0"), Err(FormatError::BadHexDigit('g', 2)));
        assert_eq!(decode("\\x 00"), Err(FormatError::BadHexDigit(' ', 0)));
        assert_eq!(decode("\\x0é"), Err(FormatError::BadHexDigit('é', 1)));
    }
}
