//! Compiles the messages, by protoc.

fn main() -> std::io::Result<()> {
    prost_build::compile_protos(&["proto/flour.proto"], &["proto"])
}
