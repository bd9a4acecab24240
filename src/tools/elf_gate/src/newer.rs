//! Symbols that the GNU C library has and had not yet in an older release, as
//! `src/tools/glibc_stubs` lists them.

use crate::Error;
use std::collections::BTreeMap;
use std::path::Path;

/// Those symbols; none by default.
#[derive(Debug, Clone, Default)]
pub struct Newer(BTreeMap<String, Since>);

/// Where a symbol has come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The library that has it.
    pub soname: String,
    /// Its first version there.
    pub version: String,
}

impl Newer {
    /// Reads a list: a symbol, its library and its version in each line.
    ///
    /// # Errors
    /// It cannot be read, or a line is none of these.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = files::read_text(path)?;
        let rows = text.lines().map(|line| {
            let words: Vec<_> = line.split(' ').map(str::to_owned).collect();
            let [symbol, soname, version] =
                <[String; 3]>::try_from(words).map_err(|_| Error::NotNewer {
                    file: path.into(),
                    line: line.to_owned(),
                })?;
            Ok((symbol, Since { soname, version }))
        });
        rows.collect::<Result<_, _>>().map(Self)
    }

    /// Since when there is a symbol of this name, if it has come later.
    #[must_use]
    pub fn since(&self, symbol: &str) -> Option<&Since> {
        self.0.get(symbol)
    }
}
