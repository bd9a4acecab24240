//! What Policy wants in /usr/share/doc/<package>: the copyright (12.5) and a changelog (12.7).

use crate::common_licences::referred;
use crate::control::Control;
use crate::Error;
use package_tree::{gzip, Tree};

/// [`package_tree::MTIME`] as deb-changelog(5) has it.
const TIME: &str = "Sat, 01 Jan 2000 00:00:00 +0000";

/// Adds both files to a package's.
///
/// # Errors
/// One of them is in `tree` already.
pub fn document(control: &Control, copyright: &str, tree: &mut Tree) -> Result<(), Error> {
    let folder = format!("usr/share/doc/{}", control.package);
    let copyright = referred(copyright).into_bytes();
    tree.insert(&format!("{folder}/copyright"), copyright)?;
    // A package with a Debian revision has another changelog beside its upstream's.
    let native = !control.version.contains('-');
    let name = if native {
        "changelog.gz"
    } else {
        "changelog.Debian.gz"
    };
    tree.insert(
        &format!("{folder}/{name}"),
        gzip(changelog(control).as_bytes()),
    )?;
    Ok(())
}

/// The newest entry, which is all that is known.
fn changelog(control: &Control) -> String {
    let Control {
        package,
        version,
        maintainer,
        ..
    } = control;
    format!(
        "{package} ({version}) unstable; urgency=medium\n\n  * Version {version}.\n\n \
         -- {maintainer}  {TIME}\n"
    )
}
