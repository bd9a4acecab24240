//! The configuration of an image (config.md), on top of its base's.

use crate::layer::LayerMetadata;
use crate::platform::Platform;
use serde::Deserialize;
use serde_json::{json, Map, Value};
use std::collections::BTreeMap;

/// The time that images without a stamp are said to be of.
pub const EPOCH: &str = "1970-01-01T00:00:00Z";

/// What an image sets; what is left out is inherited from the base.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConfigSpec {
    /// Program and first arguments; without `cmd`, the base's `cmd` goes, as with docker.
    pub entrypoint: Option<Vec<String>>,
    /// Further arguments, which `docker run` replaces.
    pub cmd: Option<Vec<String>>,
    /// Environment, added to the base's.
    pub env: BTreeMap<String, String>,
    /// `user`, `uid` or `uid:gid`.
    pub user: Option<String>,
    /// Working directory.
    pub working_dir: Option<String>,
    /// `5432` or `5432/tcp`, added to the base's.
    pub exposed_ports: Vec<String>,
    /// Mount points, added to the base's.
    pub volumes: Vec<String>,
    /// Labels, added to the base's.
    pub labels: BTreeMap<String, String>,
    /// The signal that asks for a shutdown.
    pub stop_signal: Option<String>,
}

/// Builds a configuration.
///
/// Works on JSON and not on `oci-spec`'s struct, which drops what it does not
/// know of a base: health checks, shells, triggers.
#[must_use]
pub fn configure(
    base: Option<&Value>,
    platform: &Platform,
    spec: &ConfigSpec,
    layers: &[LayerMetadata],
) -> Value {
    let mut config = base.cloned().unwrap_or_else(|| json!({}));
    config["created"] = EPOCH.into();
    config["os"] = platform.os.clone().into();
    config["architecture"] = platform.architecture.clone().into();
    if let Some(variant) = &platform.variant {
        config["variant"] = variant.clone().into();
    }
    let mut runtime = match config["config"].take() {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    set_runtime(&mut runtime, spec);
    config["config"] = runtime.into();
    add_layers(&mut config, layers);
    config
}

fn set_runtime(runtime: &mut Map<String, Value>, spec: &ConfigSpec) {
    if let Some(entrypoint) = &spec.entrypoint {
        runtime.insert("Entrypoint".into(), json!(entrypoint));
        runtime.remove("Cmd");
    }
    let texts = [
        ("User", &spec.user),
        ("WorkingDir", &spec.working_dir),
        ("StopSignal", &spec.stop_signal),
    ];
    for (key, value) in texts {
        if let Some(value) = value {
            runtime.insert(key.into(), json!(value));
        }
    }
    if let Some(cmd) = &spec.cmd {
        runtime.insert("Cmd".into(), json!(cmd));
    }
    set_env(runtime, &spec.env);
    let ports = spec.exposed_ports.iter().map(|port| {
        if port.contains('/') {
            port.clone()
        } else {
            format!("{port}/tcp")
        }
    });
    extend(runtime, "ExposedPorts", ports.map(|port| (port, json!({}))));
    let volumes = spec.volumes.iter().map(|path| (path.clone(), json!({})));
    extend(runtime, "Volumes", volumes);
    let labels = spec.labels.iter().map(|(k, v)| (k.clone(), json!(v)));
    extend(runtime, "Labels", labels);
}

/// Keeps the base's order, since programs see it; what is new comes sorted.
fn set_env(runtime: &mut Map<String, Value>, env: &BTreeMap<String, String>) {
    if env.is_empty() {
        return;
    }
    let mut variables: Vec<String> = runtime
        .get("Env")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|value| value.as_str().map(str::to_owned))
        .filter(|variable| !env.contains_key(variable.split('=').next().unwrap_or("")))
        .collect();
    variables.extend(env.iter().map(|(name, value)| format!("{name}={value}")));
    runtime.insert("Env".into(), json!(variables));
}

fn extend(
    runtime: &mut Map<String, Value>,
    key: &str,
    values: impl Iterator<Item = (String, Value)>,
) {
    let mut values = values.peekable();
    if values.peek().is_none() {
        return;
    }
    let map = runtime.entry(key).or_insert(Value::Null);
    if !map.is_object() {
        *map = json!({});
    }
    map.as_object_mut().expect("made one").extend(values);
}

fn add_layers(config: &mut Value, layers: &[LayerMetadata]) {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut diff_ids = list(&config["rootfs"]["diff_ids"]);
    let mut history = list(&config["history"]);
    let steps = history.iter().filter(|step| step["empty_layer"] != true);
    // A history must name each layer; one that does not is of no use.
    let complete = steps.count() == diff_ids.len();
    for layer in layers {
        diff_ids.push(layer.diff_id.to_string().into());
        history.push(json!({"created": EPOCH, "created_by": "pgrx_image"}));
    }
    config["rootfs"] = json!({"type": "layers", "diff_ids": diff_ids});
    config["history"] = if complete { history.into() } else { json!([]) };
}
