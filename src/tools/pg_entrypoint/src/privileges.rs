//! From root to the user that PostgreSQL runs as; it refuses root.
//!
//! To be called before any thread is started: each thread has its own rights.

use std::os::unix::fs::{chown, lchown, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::{fs, io};

use rustix::process::{geteuid, Gid, Uid};
use rustix::thread::{set_thread_gid, set_thread_groups, set_thread_uid};

use crate::accounts::{self, Account, USER};
use crate::error::{file, Error, Result};
use crate::settings::Settings;

/// Where Debian's PostgreSQL puts its sockets by default.
const SOCKETS: &str = "/var/run/postgresql";
/// Its mode: everybody may use sockets in it; those of others can't be replaced.
const SOCKETS_MODE: u32 = 0o3775;

/// Makes the folders that the server needs and gives up root, where this is root.
/// Returns the home folder that goes with the new user.
///
/// # Errors
/// Where folders can't be made, or the user is not there or can't be become.
pub fn prepare(settings: &Settings) -> Result<Option<PathBuf>> {
    let account = match geteuid().is_root() {
        true => Some(accounts::by_name(USER)?.ok_or(Error::NoUser { user: USER })?),
        false => None,
    };
    make_folders(settings, account.as_ref())?;
    match account {
        None => Ok(None),
        Some(account) => {
            step_down(&account).map_err(|source| Error::StepDown {
                user: account.name.clone(),
                uid: account.uid,
                gid: account.gid,
                source,
            })?;
            Ok(Some(account.home))
        }
    }
}

fn make_folders(settings: &Settings, owner: Option<&Account>) -> Result<()> {
    for folder in [Some(&settings.pgdata), settings.waldir.as_ref()] {
        let Some(folder) = folder else { continue };
        fs::create_dir_all(folder).map_err(file("make", folder))?;
        if let Some(owner) = owner {
            give_to(folder, owner)?;
        }
    }
    // Not needed where the server is told another folder, so the server may complain.
    let sockets = Path::new(SOCKETS);
    let _server_will_tell = fs::create_dir_all(sockets).and_then(|()| {
        if let Some(owner) = owner {
            chown(sockets, Some(owner.uid), Some(owner.gid))?;
        }
        fs::set_permissions(sockets, fs::Permissions::from_mode(SOCKETS_MODE))
    });
    Ok(())
}

/// Changes the owner of what does not belong to `owner` yet; links are not followed.
fn give_to(path: &Path, owner: &Account) -> Result<()> {
    let refused = |source| Error::Owner {
        path: path.into(),
        user: owner.name.clone(),
        uid: owner.uid,
        source,
    };
    let meta = fs::symlink_metadata(path).map_err(refused)?;
    if meta.uid() != owner.uid {
        lchown(path, Some(owner.uid), Some(owner.gid)).map_err(refused)?;
    }
    if meta.is_dir() {
        for entry in fs::read_dir(path).map_err(refused)? {
            give_to(&entry.map_err(refused)?.path(), owner)?;
        }
    }
    Ok(())
}

fn step_down(account: &Account) -> io::Result<()> {
    let groups: Vec<_> = account
        .groups
        .iter()
        .map(|gid| Gid::from_raw(*gid))
        .collect();
    set_thread_groups(&groups)?;
    set_thread_gid(Gid::from_raw(account.gid))?;
    set_thread_uid(Uid::from_raw(account.uid))?;
    // Whoever can become root again has not stepped down.
    match set_thread_uid(Uid::ROOT) {
        Ok(()) => Err(io::Error::other("the way back to root stayed open")),
        Err(_) => Ok(()),
    }
}
