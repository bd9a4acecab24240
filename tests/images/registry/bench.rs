//! Assembly of one index of two images from one layer: ours against crane's, in one run.
//!
//! Both begin with the same layer on disk and end with the same index in a registry
//! of this machine, since crane makes indexes nowhere else. Prints medians and ratios.

#![allow(dead_code)] // What the tests beside this use of the shared modules.

mod server;
mod tools;

use serde_json::{json, Value};
use server::Server;
use std::path::Path;
use std::time::{Duration, Instant};
use tools::{file, program, push, stdout};

const ROUNDS: usize = 5;
const ARCHITECTURES: [&str; 2] = ["amd64", "arm64"];

fn main() {
    let mut times: [Vec<Duration>; 4] = Default::default();
    for _ in 0..ROUNDS {
        let server = Server::start();
        let folder = tempfile::tempdir().unwrap();
        times[0].push(timed(|| assemble(folder.path(), "known", true)));
        times[1].push(timed(|| assemble(folder.path(), "read", false)));
        times[2].push(timed(|| send(folder.path(), &server)));
        let server = Server::start();
        times[3].push(timed(|| crane(&server)));
    }
    let [known, read, send, crane] = times.map(|mut times| {
        times.sort();
        times[ROUNDS / 2]
    });
    let size = std::fs::metadata(file("LAYER")).unwrap().len();
    println!("layer of {size} bytes, {ROUNDS} rounds, medians");
    println!("oci image x2, index; digests known {known:?}");
    println!("oci image x2, index; layer read    {read:?}");
    println!("oci_push                           {send:?}");
    println!("crane append, mutate x2, index     {crane:?}");
    for (name, time) in [("known", known + send), ("read", read + send)] {
        let ratio = crane.as_secs_f64() / time.as_secs_f64();
        println!("crane / (oci + oci_push), digests {name}: {ratio:.2}");
    }
}

fn timed(act: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    act();
    begun.elapsed()
}

/// Ours: an index in `folder`.
fn assemble(folder: &Path, name: &str, known: bool) {
    let images = ARCHITECTURES.map(|architecture| {
        let mut layer = json!({"tar": file("LAYER")});
        if known {
            layer["metadata"] = json!(file("METADATA"));
        }
        let spec = json!({
            "platform": {"os": "linux", "architecture": architecture},
            "layers": [layer],
            "config": {"entrypoint": ["/opt/large"], "labels": {"a": "b"}},
        });
        let output = folder.join(format!("{name}-{architecture}"));
        make("image", &spec, &output);
        json!({"layout": output})
    });
    make("index", &json!({"images": images}), &folder.join(name));
}

fn make(subcommand: &str, spec: &Value, output: &Path) {
    let file = output.with_extension("spec");
    std::fs::write(&file, spec.to_string()).unwrap();
    let mut oci = program("OCI");
    oci.arg(subcommand).arg("--spec").arg(file);
    oci.arg("--output").arg(output);
    stdout(oci.arg("--digest").arg(output.with_extension("digest")));
}

fn send(folder: &Path, server: &Server) {
    let mut push = push(&folder.join("known"), &server.repository("bench"));
    stdout(push.args(["--tag", "1"]));
}

/// crane's: the same index.
fn crane(server: &Server) {
    let image = |tag: &str| format!("{}:{tag}", server.repository("bench"));
    let run = |arguments: &[&str]| drop(stdout(program("CRANE").args(arguments)));
    let layer = file("LAYER");
    let layer = layer.to_str().unwrap();
    run(&[
        "append",
        "--oci-empty-base",
        "-f",
        layer,
        "-t",
        &image("base"),
    ]);
    for architecture in ARCHITECTURES {
        let platform = format!("linux/{architecture}");
        run(&[
            "mutate",
            &image("base"),
            "--set-platform",
            &platform,
            "--entrypoint",
            "/opt/large",
            "--label",
            "a=b",
            "-t",
            &image(architecture),
        ]);
    }
    let [one, two] = ARCHITECTURES.map(image);
    run(&["index", "append", "-m", &one, "-m", &two, "-t", &image("1")]);
}
