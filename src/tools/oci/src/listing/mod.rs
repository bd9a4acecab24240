//! What an image holds, as text: its configuration and every path of its layers.
//!
//! ```text
//! platform linux/amd64
//! label org.opencontainers.image.title=x
//! drwxr-xr-x 0:0 - lib/
//! -rw-r--r-- 0:0 1234 lib/x.so
//! lrwxrwxrwx 0:0 - lib/y.so -> x.so
//! drwxr-xr-x 0:0 - share/ and 12 paths below, 3456 bytes
//! ```

mod line;

use crate::error::{read_error, Error, Result};
use crate::layout::{Image, Layout};
use flate2::read::MultiGzDecoder;
use glob::Pattern;
use oci_spec::image::{Descriptor, MediaType};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use tar::Archive;

/// What a listing says `*` of, because it differs between builds that are equally good.
#[derive(Debug, Default)]
pub struct Any {
    /// Files whose size is not listed.
    pub size: Vec<Pattern>,
    /// Labels, annotations and other keys whose value is not listed.
    pub value: Vec<String>,
    /// Folders of which only the number and the size of what is below are listed.
    pub below: Vec<Pattern>,
}

impl Any {
    fn value<'a>(&self, key: &str, value: &'a str) -> &'a str {
        if self.value.iter().any(|name| name == key) {
            "*"
        } else {
            value
        }
    }
}

/// Lists an image.
///
/// # Errors
/// Missing blobs, and layers that are neither plain nor gzip.
pub fn list(layout: &Layout, image: &Image, any: &Any) -> Result<String> {
    let platform = image.platform.to_string();
    let mut lines = vec![format!("platform {}", any.value("platform", &platform))];
    lines.extend(runtime(&image.config["config"], any));
    let annotations: BTreeMap<_, _> = image.manifest.annotations().iter().flatten().collect();
    for (key, value) in annotations {
        lines.push(format!("annotation {key}={}", any.value(key, value)));
    }
    let mut paths = BTreeMap::new();
    for layer in image.manifest.layers() {
        apply(layout, layer, any, &mut paths)?;
    }
    fold(&mut paths, &any.below);
    lines.extend(paths.into_values().map(|listed| listed.line));
    Ok(lines.join("\n") + "\n")
}

/// A path of an image.
struct Listed {
    line: String,
    /// In bytes; 0 of what is no file.
    size: u64,
}

/// Drops what is below folders, and says how much that was.
fn fold(paths: &mut BTreeMap<String, Listed>, folders: &[Pattern]) {
    let folded = |path: &str| folders.iter().any(|pattern| pattern.matches(path));
    let folders: Vec<_> = paths.keys().filter(|path| folded(path)).cloned().collect();
    for folder in folders {
        let prefix = format!("{folder}/");
        let (mut count, mut size) = (0, 0);
        paths.retain(|path, listed| {
            let below = path.starts_with(&prefix);
            if below {
                count += 1;
                size += listed.size;
            }
            !below
        });
        if let Some(listed) = paths.get_mut(&folder).filter(|_| count > 0) {
            listed.line += &format!(" and {count} paths below, {size} bytes");
        }
    }
}

/// The configuration as `key value` lines, in the order of the keys.
fn runtime(config: &Value, any: &Any) -> Vec<String> {
    let mut lines = Vec::new();
    let sorted: BTreeMap<_, _> = config.as_object().into_iter().flatten().collect();
    for (key, value) in sorted {
        match value {
            Value::Object(map) => {
                let map: BTreeMap<_, _> = map.iter().collect();
                lines.extend(map.into_iter().map(|(name, value)| match value {
                    Value::String(text) => format!("{key} {name}={}", any.value(name, text)),
                    _ => format!("{key} {name}"),
                }));
            }
            Value::String(text) => lines.push(format!("{key} {text}")),
            other => lines.push(format!("{key} {other}")),
        }
    }
    lines
}

/// Applies a layer to what is below it, deletions (layer.md, "Whiteouts") included.
fn apply(
    layout: &Layout,
    layer: &Descriptor,
    any: &Any,
    paths: &mut BTreeMap<String, Listed>,
) -> Result<()> {
    let file = layout.blob(layer.digest());
    let mut archive = Archive::new(open(layer, &file)?);
    for entry in archive.entries().map_err(read_error(&file))? {
        let entry = entry.map_err(read_error(&file))?;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let path = path.trim_start_matches("./").trim_matches('/').to_owned();
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        if name == ".wh..wh..opq" {
            remove_below(paths, folder);
        } else if let Some(name) = name.strip_prefix(".wh.") {
            let gone = if folder.is_empty() {
                name.to_owned()
            } else {
                format!("{folder}/{name}")
            };
            remove_below(paths, &gone);
            paths.remove(&gone);
        } else if !path.is_empty() {
            let line = line::line(&entry, &path, any);
            let size = entry.size();
            paths.insert(path, Listed { line, size });
        }
    }
    Ok(())
}

fn remove_below(paths: &mut BTreeMap<String, Listed>, folder: &str) {
    let prefix = format!("{folder}/");
    paths.retain(|path, _| !path.starts_with(&prefix));
}

fn open(layer: &Descriptor, file: &Path) -> Result<Box<dyn Read>> {
    let reader = File::open(file).map_err(read_error(file))?;
    match layer.media_type() {
        MediaType::ImageLayerGzip => Ok(Box::new(MultiGzDecoder::new(reader))),
        MediaType::ImageLayer => Ok(Box::new(reader)),
        other => Err(Error::Compression {
            file: file.into(),
            found: format!("media type {other}"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_below_a_folder_can_be_counted_instead() {
        let listed = |path: &str, size| {
            let line = format!("line of {path}");
            (path.to_owned(), Listed { line, size })
        };
        let mut paths = BTreeMap::from([
            listed("a", 0),
            listed("a/b", 0),
            listed("a/b/c", 2),
            listed("a/d", 3),
            listed("ab", 5),
            listed("e", 0),
        ]);
        let folders = ["a", "e"].map(|text| Pattern::new(text).unwrap());
        fold(&mut paths, &folders);
        let lines: Vec<_> = paths.into_values().map(|listed| listed.line).collect();
        let wanted = [
            "line of a and 3 paths below, 5 bytes",
            "line of ab",
            "line of e",
        ];
        assert_eq!(lines, wanted);
    }
}
