//! Docker's configuration without a credential helper that isn't there. All else about
//! credentials is the client's.

use crate::error::{Error, Result};
use crate::program::in_path;
use serde_json::{json, Value};
use std::path::PathBuf;
use tempfile::TempDir;

/// Where docker keeps its configuration: `DOCKER_CONFIG`, else `~/.docker`.
pub fn config_file() -> PathBuf {
    let folder = std::env::var_os("DOCKER_CONFIG").filter(|text| !text.is_empty());
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".docker"));
    let folder = folder.map(PathBuf::from).or(home);
    folder.unwrap_or_default().join("config.json")
}

/// A folder to be used instead of docker's own, where that names a helper for the registry
/// that is not installed: clients give up there, also where nobody asks for credentials.
///
/// # Errors
/// Where the folder can't be made. What is wrong with the configuration itself, the client says.
pub fn usable(registry: &str) -> Result<Option<TempDir>> {
    let file = config_file();
    let text = std::fs::read(&file).unwrap_or_default();
    let config: Value = serde_json::from_slice(&text).unwrap_or_default();
    let Some(helper) = helper(&config, registry) else {
        return Ok(None);
    };
    let helper = format!("docker-credential-{helper}");
    if in_path(&helper).is_some() {
        return Ok(None);
    }
    eprintln!(
        "warning: {} says that {helper} knows the credentials of {registry}, and there is no such \
         program in PATH. Pushing without its credentials; install it if the registry wants any",
        file.display()
    );
    let cannot = |source| Error::File {
        file: std::env::temp_dir(),
        source,
    };
    let folder = tempfile::tempdir().map_err(cannot)?;
    let rest = json!({"auths": config.get("auths").unwrap_or(&json!({}))});
    std::fs::write(folder.path().join("config.json"), rest.to_string()).map_err(cannot)?;
    Ok(Some(folder))
}

/// The helper that docker would ask.
fn helper<'a>(config: &'a Value, registry: &str) -> Option<&'a str> {
    let own = config["credHelpers"][registry].as_str();
    let helper = own.or(config["credsStore"].as_str());
    helper.filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registrys_own_helper_comes_before_the_store() {
        let config = json!({"credHelpers": {"a:1": "own"}, "credsStore": "store"});
        assert_eq!(helper(&config, "a:1"), Some("own"));
        assert_eq!(helper(&config, "b:1"), Some("store"));
        assert_eq!(helper(&json!({"auths": {}}), "a:1"), None);
    }
}
