//! What can be wrong with bytes that claim to be a sketch.

use std::fmt;

use super::envelope::{Kind, HEADER_LEN, MAX_PAYLOAD, VERSION};
use super::payload::PREAMBLE_LEN;

/// Why text or bytes are not a sketch. The text of each is shown to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormatError {
    /// Text that does not begin with `\x`.
    NoHexPrefix,
    /// Text with an odd number of hexadecimal digits.
    OddHex,
    /// A character that is no hexadecimal digit, and its place after the `\x`, from 0.
    BadHexDigit(char, usize),
    /// Fewer bytes than the envelope's header has.
    Truncated(usize),
    /// The first four bytes are not the envelope's.
    NotAnEnvelope,
    /// An envelope of a version this library does not know.
    UnknownVersion(u8),
    /// Another kind of sketch than the one expected: (expected, found).
    WrongKind(Kind, u8),
    /// Flag bits that have no meaning in this version.
    UnknownFlags(u8),
    /// The header declares a payload of more than [`MAX_PAYLOAD`] bytes.
    TooLong(u32),
    /// The payload has another length than the header declares: (declared, found).
    WrongLength(u32, usize),
    /// zstd's own account of a payload it cannot decompress.
    Compression(&'static str),
    /// DataSketches' own account of a payload it cannot read.
    Payload(String),
    /// Fewer bytes of payload than its preamble has.
    ShortPayload(usize),
    /// A parameter outside what this library stores: (its name, value, least, most).
    Parameter(&'static str, u32, u32, u32),
    /// A register of an HLL sketch that no hash can have set.
    Register(u8),
    /// Readable, but not what this library writes.
    NotCanonical,
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHexPrefix => write!(f, "it does not begin with \\x"),
            Self::OddHex => write!(f, "it has an odd number of hexadecimal digits"),
            Self::BadHexDigit(found, at) => {
                write!(f, "\"{found}\" at digit {at} is not a hexadecimal digit")
            }
            Self::Truncated(len) => {
                write!(
                    f,
                    "its length of {len} is less than the {HEADER_LEN} of the header"
                )
            }
            Self::NotAnEnvelope => write!(f, "it does not begin with \"SKCH\""),
            Self::UnknownVersion(found) => {
                write!(f, "format version {found} is not known, only {VERSION} is")
            }
            Self::WrongKind(expected, found) => write!(
                f,
                "it holds {}, not {}",
                Kind::from_byte(*found).map_or("an unknown kind of sketch", Kind::name),
                expected.name()
            ),
            Self::UnknownFlags(flags) => write!(f, "flags 0x{flags:02x} are not known"),
            Self::TooLong(len) => write!(
                f,
                "it declares {len} bytes of sketch, more than the {MAX_PAYLOAD} any sketch needs"
            ),
            Self::WrongLength(declared, found) => write!(
                f,
                "it declares {declared} bytes of sketch but holds {found}"
            ),
            Self::Compression(reason) => write!(f, "it does not decompress: {reason}"),
            Self::Payload(reason) => write!(f, "its content is malformed: {reason}"),
            Self::ShortPayload(len) => write!(
                f,
                "its content has a length of {len}, less than the {PREAMBLE_LEN} of the preamble"
            ),
            Self::Parameter(name, value, least, most) => {
                write!(f, "its {name} is {value}, outside {least} .. {most}")
            }
            Self::Register(value) => {
                write!(f, "a register is {value}, more than any hash can set")
            }
            Self::NotCanonical => write!(f, "its content is not in canonical form"),
        }
    }
}

impl std::error::Error for FormatError {}
