//! Users and groups, read from their files: a static program has no name services.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{file, Result};

/// The user that PostgreSQL runs as where the container starts as root.
pub const USER: &str = "postgres";

const PASSWD: &str = "/etc/passwd";
const GROUP: &str = "/etc/group";

/// A line of `/etc/passwd`, with the groups of `/etc/group`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The login name.
    pub name: String,
    /// Its uid.
    pub uid: u32,
    /// Its first group.
    pub gid: u32,
    /// All groups, the first one included.
    pub groups: Vec<u32>,
    /// Its home folder.
    pub home: PathBuf,
}

/// Looks up a user of this system by name.
///
/// # Errors
/// Where one of the files cannot be read.
pub fn by_name(name: &str) -> Result<Option<Account>> {
    Ok(find(&read(PASSWD)?, &read(GROUP)?, |account| {
        account.name == name
    }))
}

/// Whether a uid has a name on this system.
///
/// # Errors
/// Where `/etc/passwd` cannot be read.
pub fn is_named(uid: u32) -> Result<bool> {
    Ok(find(&read(PASSWD)?, "", |account| account.uid == uid).is_some())
}

fn read(path: &str) -> Result<String> {
    let bytes = fs::read(path).map_err(file("read", Path::new(path)))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The first account of the texts for which `wanted` holds.
fn find(passwd: &str, group: &str, wanted: impl Fn(&Account) -> bool) -> Option<Account> {
    let mut found = passwd.lines().filter_map(parse).find(wanted)?;
    for line in group.lines() {
        let fields: Vec<_> = line.split(':').collect();
        let [_, _, gid, members] = fields[..] else {
            continue;
        };
        if members.split(',').any(|member| member == found.name) {
            found.groups.extend(gid.parse::<u32>().ok());
        }
    }
    found.groups.sort_unstable();
    found.groups.dedup();
    Some(found)
}

fn parse(line: &str) -> Option<Account> {
    let fields: Vec<_> = line.split(':').collect();
    let [name, _, uid, gid, _, home, _] = fields[..] else {
        return None;
    };
    let gid = gid.parse().ok()?;
    Some(Account {
        name: name.into(),
        uid: uid.parse().ok()?,
        gid,
        groups: vec![gid],
        home: home.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWD: &str = "root:x:0:0:root:/root:/bin/sh\n\
        # not a line\n\
        postgres:x:999:998:PostgreSQL:/var/lib/postgresql:/bin/sh\n";
    const GROUP: &str = "ssl-cert:x:101:ann,postgres\npostgres:x:998:\nx:x:7:postgresql\n";

    #[test]
    fn a_user_has_all_its_groups() {
        let account = find(PASSWD, GROUP, |a| a.name == "postgres").unwrap();
        let expected = Account {
            name: "postgres".into(),
            uid: 999,
            gid: 998,
            groups: vec![101, 998],
            home: "/var/lib/postgresql".into(),
        };
        assert_eq!(account, expected);
        assert_eq!(find(PASSWD, GROUP, |a| a.uid == 998), None);
    }
}
