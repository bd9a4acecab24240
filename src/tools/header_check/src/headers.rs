//! What the headers say of the build that they are of.

use crate::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// The facts in `pg_config.h`, `pg_config_manual.h` and `catalog/catversion.h`.
#[derive(Debug)]
pub struct Headers {
    /// The folder of postgres.h.
    pub folder: PathBuf,
    /// PG_VERSION without what a packager adds.
    pub release: String,
    /// Macros of the CPPFLAGS in `configure`, which are in no header; not those that only add
    /// checks to calls.
    pub defines: Vec<String>,
    /// PG_VERSION_STR: release, the machine it was configured for, compiler, word size.
    pub version: String,
    /// CONFIGURE_ARGS.
    pub configure: String,
    /// PG_MAJORVERSION and CATALOG_VERSION_NO, as in the name of a tablespace's folder.
    pub catalog: String,
    /// NAMEDATALEN less the byte that ends a name.
    pub identifier_length: u64,
    /// BLCKSZ, bytes.
    pub block_size: u64,
    /// XLOG_BLCKSZ, bytes.
    pub wal_block_size: u64,
    /// 8 * SIZEOF_VOID_P.
    pub bits: u64,
    /// WORDS_BIGENDIAN.
    pub big_endian: bool,
}

impl Headers {
    /// Reads the headers in `folder`, the one of postgres.h.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let config = File::read(&folder.join("pg_config.h"))?;
        let manual = File::read(&folder.join("pg_config_manual.h"))?;
        let catalog = File::read(&folder.join("catalog/catversion.h"))?;
        let configure = config.string("CONFIGURE_ARGS")?;
        let release = config.string("PG_VERSION")?;
        Ok(Headers {
            folder: folder.to_owned(),
            version: config.string("PG_VERSION_STR")?,
            release: release.split(' ').next().unwrap_or_default().to_owned(),
            defines: defines(&configure),
            configure,
            identifier_length: manual.number("NAMEDATALEN")?.saturating_sub(1),
            catalog: format!(
                "PG_{}_{}",
                config.string("PG_MAJORVERSION")?,
                catalog.number("CATALOG_VERSION_NO")?
            ),
            block_size: config.number("BLCKSZ")?,
            wal_block_size: config.number("XLOG_BLCKSZ")?,
            bits: 8 * config.number("SIZEOF_VOID_P")?,
            // Where the machine is little-endian, configure leaves the define as a comment.
            big_endian: config.find("WORDS_BIGENDIAN").is_some(),
        })
    }
}

fn defines(configure: &str) -> Vec<String> {
    let flags = configure.split_once("'CPPFLAGS=");
    let flags = flags.and_then(|(_, rest)| rest.split('\'').next());
    let words = flags.unwrap_or_default().split(' ');
    let defines = words.filter_map(|word| word.strip_prefix("-D"));
    let defines = defines.filter(|define| !define.starts_with("_FORTIFY_SOURCE"));
    defines.map(str::to_owned).collect()
}

struct File {
    path: PathBuf,
    text: String,
}

impl File {
    fn read(path: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(|e| Error::File(path.to_owned(), e))?;
        Ok(File {
            path: path.to_owned(),
            text,
        })
    }

    /// What follows `#define name`; blanks may stand after `#`, and none means an empty value.
    /// A define for Apple's compilers alone, which tests `__BIG_ENDIAN__`, does not count.
    fn find(&self, name: &str) -> Option<&str> {
        let mut apple = false;
        for line in self.text.lines() {
            let Some(directive) = line.trim().strip_prefix('#').map(str::trim_start) else {
                continue;
            };
            if directive.starts_with("if")
                || directive.starts_with("el")
                || directive.starts_with("endif")
            {
                apple = directive.contains("__BIG_ENDIAN__");
            }
            let value = directive
                .strip_prefix("define")
                .and_then(|rest| rest.trim_start().strip_prefix(name));
            if let Some(value) = value.filter(|value| !apple && value.starts_with([' ', '\t'])) {
                return Some(value.trim());
            }
        }
        None
    }

    fn string(&self, name: &'static str) -> Result<String, Error> {
        let value = self
            .find(name)
            .and_then(|value| value.strip_prefix('"')?.strip_suffix('"'));
        let value = value.ok_or_else(|| Error::Undefined(self.path.clone(), name))?;
        Ok(value.replace("\\\"", "\"").replace("\\\\", "\\"))
    }

    fn number(&self, name: &'static str) -> Result<u64, Error> {
        let value = self.find(name).and_then(|value| value.parse().ok());
        value.ok_or_else(|| Error::Undefined(self.path.clone(), name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> File {
        File {
            path: "pg_config.h".into(),
            text: text.into(),
        }
    }

    #[test]
    fn reads_defines_of_all_forms() {
        let file = file("/* BLCKSZ 1 */\n#define BLCKSZ 8192\n# define NAME \"a \\\"b\\\"\"\n#define BLCKSZ_MAX 1\n");
        assert_eq!(file.number("BLCKSZ").unwrap(), 8192);
        assert_eq!(file.string("NAME").unwrap(), "a \"b\"");
        assert!(file
            .number("XLOG_BLCKSZ")
            .unwrap_err()
            .to_string()
            .contains("defines no XLOG_BLCKSZ"));
    }

    #[test]
    fn reads_the_macros_of_cppflags_alone() {
        let flags =
            " '--prefix=/' 'CFLAGS=-DA' 'CPPFLAGS=-DB=1 -I/x -D_FORTIFY_SOURCE=2 -DC' 'CC=x'";
        assert_eq!(defines(flags), ["B=1", "C"]);
        assert!(defines(" 'CFLAGS=-DA'").is_empty());
    }

    #[test]
    fn reads_the_byte_order_as_configure_writes_it() {
        let apple = "#if defined AC_APPLE_UNIVERSAL_BUILD\n# if defined __BIG_ENDIAN__\n#  define WORDS_BIGENDIAN 1\n# endif\n#else\n# ifndef WORDS_BIGENDIAN\n";
        let little = format!("{apple}/* #  undef WORDS_BIGENDIAN */\n# endif\n#endif\n");
        let big = format!("{apple}#  define WORDS_BIGENDIAN 1\n# endif\n#endif\n");
        assert!(file(&little).find("WORDS_BIGENDIAN").is_none());
        assert!(file(&big).find("WORDS_BIGENDIAN").is_some());
    }
}
