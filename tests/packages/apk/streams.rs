//! Gzip streams and tar archives, read without the code that wrote them.

use std::io::Read;

/// Each gzip stream of `bytes` as it stands there, with what it holds.
pub fn streams(bytes: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut streams = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let mut decoder = flate2::bufread::GzDecoder::new(rest);
        let mut content = Vec::new();
        decoder.read_to_end(&mut content).unwrap();
        let length = rest.len() - decoder.into_inner().len();
        streams.push((rest[..length].to_vec(), content));
        rest = &rest[length..];
    }
    streams
}

/// A member of an archive.
pub struct Member {
    pub name: String,
    pub mode: u32,
    pub owner: (u64, u64),
    pub bytes: Vec<u8>,
    /// What its PAX record `APK-TOOLS.checksum.SHA1` says.
    pub checksum: Option<String>,
}

/// All streams as the one archive that they are together.
pub fn members(bytes: &[u8]) -> Vec<Member> {
    let archive: Vec<u8> = streams(bytes)
        .into_iter()
        .flat_map(|(_, content)| content)
        .collect();
    let mut archive = tar::Archive::new(archive.as_slice());
    let mut members = Vec::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        let mut checksum = None;
        for record in entry.pax_extensions().unwrap().into_iter().flatten() {
            let record = record.unwrap();
            assert_eq!(record.key(), Ok("APK-TOOLS.checksum.SHA1"));
            checksum = Some(record.value().unwrap().to_owned());
        }
        let header = entry.header();
        let (mode, owner) = (
            header.mode().unwrap(),
            (header.uid().unwrap(), header.gid().unwrap()),
        );
        let name = String::from_utf8(entry.path_bytes().into_owned()).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        members.push(Member {
            name,
            mode,
            owner,
            bytes,
            checksum,
        });
    }
    members
}
