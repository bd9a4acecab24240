//! A path of a layer as a line, in the manner of ls(1).

use super::Any;
use std::io::Read;
use tar::{Entry, EntryType};

/// The line of an entry.
pub fn line<R: Read>(entry: &Entry<'_, R>, path: &str, any: &Any) -> String {
    let header = entry.header();
    let mode = header.mode().unwrap_or(0);
    let owner = format!(
        "{}:{}",
        header.uid().unwrap_or(0),
        header.gid().unwrap_or(0)
    );
    let target = || {
        let name = entry.link_name_bytes().unwrap_or_default();
        String::from_utf8_lossy(&name).into_owned()
    };
    match header.entry_type() {
        EntryType::Directory => format!("d{} {owner} - {path}/", rights(mode)),
        EntryType::Symlink => format!("l{} {owner} - {path} -> {}", rights(mode), target()),
        EntryType::Link => format!("h{} {owner} - {path} = {}", rights(mode), target()),
        _ if any.size.iter().any(|pattern| pattern.matches(path)) => {
            format!("-{} {owner} * {path}", rights(mode))
        }
        _ => format!("-{} {owner} {} {path}", rights(mode), entry.size()),
    }
}

/// `rwxr-xr-x`, with `s` and `t` as ls writes them.
fn rights(mode: u32) -> String {
    let mut text: Vec<char> = "rwxrwxrwx".chars().collect();
    for (bit, letter) in text.iter_mut().enumerate() {
        if mode & (0o400 >> bit) == 0 {
            *letter = '-';
        }
    }
    for (bit, place, letter) in [(0o4000, 2, 's'), (0o2000, 5, 's'), (0o1000, 8, 't')] {
        if mode & bit != 0 {
            text[place] = if text[place] == 'x' {
                letter
            } else {
                letter.to_ascii_uppercase()
            };
        }
    }
    text.into_iter().collect()
}
