//! What the raw bindings declare, in numbers.

/// Counts of node tags, functions, structures and constants.
pub fn facts(raw: &str) -> Vec<(String, String)> {
    // bindgen's own output is one long line.
    let count = |start: &str| raw.matches(start).count();
    [
        ("node tags", node_tags(raw)),
        ("functions", count("pub fn ")),
        ("structures", count("pub struct ")),
        ("constants", count("pub const ")),
    ]
    .map(|(name, count)| (name.to_owned(), count.to_string()))
    .to_vec()
}

/// The values of `enum NodeTag`.
fn node_tags(raw: &str) -> usize {
    let body = raw
        .split_once("pub enum NodeTag {")
        .map_or("", |(_, rest)| rest);
    let body = body.split_once('}').map_or("", |(body, _)| body);
    body.matches("T_").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_is_declared() {
        let raw = "pub enum NodeTag {\n T_Invalid = 0,\n T_List = 1,\n}\nextern {\n    pub fn a();\n}\npub struct B {\n}\npub const C: u32 = 1;\n";
        let facts = facts(raw);
        let values: Vec<_> = facts
            .iter()
            .map(|(name, value)| format!("{name} {value}"))
            .collect();
        assert_eq!(
            values,
            ["node tags 2", "functions 1", "structures 1", "constants 1"]
        );
    }
}
