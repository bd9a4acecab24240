//! Which packages a library's needed libraries are in, and since which version.
//!
//! What dpkg-shlibdeps reads from the symbols files of installed packages is read
//! here from the library alone: glibc and libgcc name each symbol's version after
//! the release that brought it.

use crate::Error;
use elf_gate::glibc::GlibcVersion;
use elf_gate::image::Image;
use std::collections::BTreeMap;

/// A needed library's package, for libraries that are not of the C library's or GCC's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shlib {
    /// DT_NEEDED, such as `libz.so.1`.
    pub soname: String,
    /// A relation as `Depends` has it, such as `zlib1g (>= 1:1.2)`.
    pub relation: String,
}

impl std::str::FromStr for Shlib {
    type Err = Error;

    fn from_str(argument: &str) -> Result<Self, Error> {
        match argument.split_once('=') {
            Some((soname, relation)) if !soname.is_empty() && !relation.is_empty() => Ok(Self {
                soname: soname.to_owned(),
                relation: relation.to_owned(),
            }),
            _ => Err(Error::BadShlib(argument.to_owned())),
        }
    }
}

/// Libraries of packages whose symbol versions are release numbers: soname, package,
/// what precedes the number.
const NUMBERED: &[(&str, &str, &str)] = &[
    ("libanl.so.1", "libc6", "GLIBC_"),
    ("libc.so.6", "libc6", "GLIBC_"),
    ("libdl.so.2", "libc6", "GLIBC_"),
    ("libm.so.6", "libc6", "GLIBC_"),
    ("libpthread.so.0", "libc6", "GLIBC_"),
    ("libresolv.so.2", "libc6", "GLIBC_"),
    ("librt.so.1", "libc6", "GLIBC_"),
    ("libutil.so.1", "libc6", "GLIBC_"),
    ("libgcc_s.so.1", "libgcc-s1", "GCC_"),
];

/// Symbol versions of glibc that name a feature, and the release that has it first
/// (glibc's NEWS).
const ABI_MARKERS: &[(&str, &str)] = &[("GLIBC_ABI_DT_RELR", "2.36")];

/// The relations that `images` need, sorted, one per package.
///
/// # Errors
/// A library or a symbol version belongs to no known package.
pub fn relations(
    images: &[(&str, Image)],
    loader: &str,
    shlibs: &[Shlib],
) -> Result<Vec<String>, Error> {
    let bundled: Vec<_> = images
        .iter()
        .filter_map(|(_, image)| image.soname.as_deref())
        .collect();
    let mut floors: BTreeMap<&str, Option<GlibcVersion>> = BTreeMap::new();
    let mut relations = Vec::new();
    for (path, image) in images {
        for soname in image
            .needed
            .iter()
            .filter(|name| !bundled.contains(&name.as_str()))
        {
            if let Some(shlib) = shlibs.iter().find(|shlib| shlib.soname == *soname) {
                relations.push(shlib.relation.clone());
                continue;
            }
            let (package, prefix) =
                numbered(soname, loader).ok_or_else(|| Error::UnknownLibrary {
                    path: (*path).to_owned(),
                    soname: soname.clone(),
                })?;
            let floor = floors.entry(package).or_default();
            for version in image.version_needs.get(soname).into_iter().flatten() {
                let number = number(version, prefix).ok_or_else(|| Error::UnknownMarker {
                    path: (*path).to_owned(),
                    soname: soname.clone(),
                    version: version.clone(),
                })?;
                *floor = floor.take().max(Some(number));
            }
        }
    }
    relations.extend(floors.into_iter().map(|(package, floor)| match floor {
        Some(version) => format!("{package} (>= {version})"),
        None => package.to_owned(),
    }));
    relations.sort();
    relations.dedup();
    Ok(relations)
}

fn numbered(soname: &str, loader: &str) -> Option<(&'static str, &'static str)> {
    if soname == loader {
        return Some(("libc6", "GLIBC_"));
    }
    let row = NUMBERED.iter().find(|(known, ..)| *known == soname);
    row.map(|(_, package, prefix)| (*package, *prefix))
}

fn number(version: &str, prefix: &str) -> Option<GlibcVersion> {
    let marker = ABI_MARKERS.iter().find(|(marker, _)| *marker == version);
    let number = match marker {
        Some((_, release)) => release,
        None => version.strip_prefix(prefix)?,
    };
    number.parse().ok()
}

#[cfg(test)]
#[path = "dependencies_test.rs"]
mod tests;
