//! The table in the object file.

use object::read::File;
use object::{Object, ObjectSection};

const SECTION: &str = ".pgrx_layout";

/// An entry of `struct fact` in layout.c: a name of this many bytes, then a 64-bit value.
const NAME: usize = 56;

/// Name and value of each entry, after the object's own class and byte order.
pub fn facts(object: &[u8]) -> Result<Vec<(String, String)>, String> {
    let file = File::parse(object).map_err(|error| format!("no object file: {error}"))?;
    let section = file
        .section_by_name(SECTION)
        .ok_or_else(|| format!("no section {SECTION}; is it layout.c's?"))?;
    let data = section.data().map_err(|error| error.to_string())?;
    let little = file.is_little_endian();
    let mut facts = vec![
        (
            "byte order".to_owned(),
            if little {
                "little-endian"
            } else {
                "big-endian"
            }
            .to_owned(),
        ),
        (
            "bits".to_owned(),
            if file.is_64() { "64" } else { "32" }.to_owned(),
        ),
    ];
    for entry in data.chunks_exact(NAME + 8) {
        let (name, value) = entry.split_at(NAME);
        let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
        let value: [u8; 8] = value
            .try_into()
            .map_err(|_| "an entry is cut off".to_owned())?;
        let value = if little {
            i64::from_le_bytes(value)
        } else {
            i64::from_be_bytes(value)
        };
        facts.push((
            String::from_utf8_lossy(name).into_owned(),
            value.to_string(),
        ));
    }
    Ok(facts)
}
