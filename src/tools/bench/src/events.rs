//! The file that `--build_event_json_file` writes: one JSON object a line, messages of
//! `build_event_stream.proto` in Bazel's source.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::error::{io, Error, Result};

/// All events of one invocation.
#[derive(Debug)]
pub struct Events {
    path: String,
    events: Vec<Value>,
}

impl Events {
    /// Reads the file; a line that a stopped Bazel left unfinished is passed over.
    pub fn read(path: &Path) -> Result<Events> {
        let text = fs::read_to_string(path).map_err(io("read", path))?;
        let lines = text.lines();
        Ok(Events {
            path: path.display().to_string(),
            events: lines
                .filter_map(|line| serde_json::from_str(line).ok())
                .collect(),
        })
    }

    /// What stands at a JSON pointer in the last event that has it.
    ///
    /// # Errors
    /// Where none has.
    pub fn last(&self, pointer: &'static str) -> Result<&Value> {
        let found = self.iter().rev().find_map(|event| event.pointer(pointer));
        found.ok_or_else(|| Error::Report {
            what: self.path.clone(),
            field: pointer,
        })
    }

    /// The events, in Bazel's order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Value> {
        self.events.iter()
    }
}

/// A count; 64-bit ones are strings in the JSON form of protocol buffers.
pub fn number(value: &Value, field: &str) -> u64 {
    let field = &value[field];
    field
        .as_u64()
        .or_else(|| field.as_str()?.parse().ok())
        .unwrap_or(0)
}
