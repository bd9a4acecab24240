//! A program that has of PostgreSQL's what is read here, and nothing else.

/// The names of sections, and what a server's program says of itself; in whole words of 8 bytes.
const TEXT: &[u8; 96] = b"\0.rodata\0.data\0PostgreSQL 17 on it, 64-bit\0PG_17_202406281\0\
max_identifier_length\0wal_block_size\0";

/// What begins the text: the headers of the file and of one segment.
const HEADERS: u64 = 64 + 56;

const SETTINGS: [(&str, u64); 3] = [
    ("max_identifier_length\0", 63),
    ("wal_block_size\0", 8192),
    ("block_size\0", 8192),
];

/// The program, of 64 bits and little-endian, as one segment at `address`.
pub fn tiny_program(address: u64) -> Vec<u8> {
    let place = |offset: u64| address.wrapping_add(HEADERS + offset);
    let mut data = Vec::new();
    for (name, value) in SETTINGS {
        let at = TEXT
            .windows(name.len())
            .position(|text| text == name.as_bytes());
        let at = at.expect("the text has each name") as u64;
        put(
            &mut data,
            &[(8, place(at)), (4, value), (4, value), (4, value), (4, 0)],
        );
    }
    let (text, data_size) = (TEXT.len() as u64, data.len() as u64);
    let end = HEADERS + text + data_size;

    let mut file = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec();
    let fields = [(2, 3), (2, 0), (4, 1), (8, 0), (8, 64), (8, end), (4, 0)];
    put(&mut file, &fields);
    put(&mut file, &[64, 56, 1, 64, 3, 1].map(|value| (2, value)));
    put(&mut file, &[(4, 1), (4, 6)]);
    put(
        &mut file,
        &[0, address, 0, end, end, 0].map(|value| (8, value)),
    );
    file.extend(TEXT);
    file.extend(data);
    put(&mut file, &[(8, 0); 8]);
    for (name, flags, offset, size) in [(1, 2, 0, text), (9, 3, text, data_size)] {
        put(&mut file, &[(4, name), (4, 1)]);
        let fields = [flags, place(offset), HEADERS + offset, size, 0, 8, 0];
        put(&mut file, &fields.map(|value| (8, value)));
    }
    file
}

/// Writes numbers, each in so many bytes.
fn put(file: &mut Vec<u8>, fields: &[(usize, u64)]) {
    for (size, value) in fields {
        file.extend(&value.to_le_bytes()[..*size]);
    }
}
