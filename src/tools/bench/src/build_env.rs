//! What build scripts are told about a target when cargo runs them.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use crate::bazel::Bazel;
use crate::error::{io, Result};
use crate::rows::Target;
use crate::tools::Tools;

/// Variables for a build for `target` on a machine of `build_triple`.
pub fn variables(
    tools: &Tools,
    build_triple: &str,
    bazel: &Bazel,
    target: &Target,
) -> Result<Vec<(String, OsString)>> {
    let postgres = bazel.repository(&target.postgres);
    let include = format!("-I{}", postgres.display());
    let clang_args = format!(
        "--sysroot={} -resource-dir {} {include}",
        bazel.repository(&target.sysroot).display(),
        tools.resources()?.display(),
    );
    let cc = tools.wrapper(&format!("{}-cc", target.cpu));
    let mut variables: Vec<(String, OsString)> = vec![
        (linker(build_triple), tools.wrapper("build-cc").into()),
        ("LIBCLANG_PATH".into(), tools.lib().into()),
        ("RUSTFMT".into(), tools.program("rustfmt").into()),
        ("BINDGEN_EXTRA_CLANG_ARGS".into(), clang_args.into()),
        ("PGRX_BINDGEN_NO_DETECT_INCLUDES".into(), "1".into()),
        ("PGRX_PG_CONFIG_AS_ENV".into(), "true".into()),
        ("PGRX_PG_CONFIG_VERSION".into(), version(&postgres)?.into()),
        ("PGRX_PG_CONFIG_CONFIGURE".into(), "".into()),
        ("PGRX_PG_CONFIG_CPPFLAGS".into(), "-D_GNU_SOURCE".into()),
        ("PGRX_PG_CONFIG_LIBDIR".into(), "/nonexistent".into()),
        (
            "PGRX_INCLUDEDIR_SERVER".into(),
            postgres.join("server").into(),
        ),
        // Not by the variable above: a target that is also the build's own would then
        // link build scripts as well. RUSTFLAGS, with --target, is the target's alone.
        (
            "RUSTFLAGS".into(),
            format!("-Clinker={}", cc.display()).into(),
        ),
    ];
    let suffix = target.triple.replace('-', "_");
    variables.push((format!("CC_{suffix}"), cc.into()));
    variables.push((format!("AR_{suffix}"), tools.program("llvm-ar").into()));
    variables.push((format!("CFLAGS_{suffix}"), include.into()));
    Ok(variables)
}

fn linker(triple: &str) -> String {
    let triple = triple.to_uppercase().replace('-', "_");
    format!("CARGO_TARGET_{triple}_LINKER")
}

/// What `pg_config --version` would say, from the headers themselves.
fn version(postgres: &Path) -> Result<String> {
    let path = postgres.join("server/pg_config.h");
    let text = fs::read_to_string(&path).map_err(io("read", &path))?;
    let line = text
        .lines()
        .find(|line| line.starts_with("#define PG_VERSION "));
    let value = line
        .and_then(|line| line.split('"').nth(1))
        .unwrap_or_default();
    // Debian appends its package's version.
    let release = value.split(' ').next().unwrap_or_default();
    Ok(format!("PostgreSQL {release}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_is_that_of_the_headers() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("server")).unwrap();
        let text = "#define PG_VERSION \"17.12 (Debian 17.12-0+deb13u1)\"\n";
        fs::write(folder.path().join("server/pg_config.h"), text).unwrap();
        assert_eq!(version(folder.path()).unwrap(), "PostgreSQL 17.12");
    }
}
