//! Puts the edges of pgrx's graph in a fixed order.
//!
//! pgrx emits SQL by walking the graph depth first, and each node's edges in
//! the order they were added. It adds most of them while iterating over hash
//! maps whose seed is random, so two runs on one library can order independent
//! objects differently (40 runs on an extension with one type: 40 texts).
//! Here the edges get the order they would have if those maps were sorted: the
//! same as pgrx's wherever chance has no say, else one that pgrx might choose.
//!
//! Goes when `PgrxSql::build` iterates in a fixed order.

use pgrx_sql_entity_graph::{PgrxSql, SqlGraphEntity};

/// Reorders the edges of `sql` in place.
pub fn fix(sql: &mut PgrxSql) {
    let graph = &sql.graph;
    let keyed = graph.edge_indices().filter_map(|edge| {
        let (from, to) = graph.edge_endpoints(edge)?;
        let turn = turn(&graph[from], &graph[to]);
        Some(((from, turn, to), *graph.edge_weight(edge)?))
    });
    let mut edges: Vec<_> = keyed.collect();
    // Stable: parallel edges stay as pgrx added them, which chance does not touch.
    edges.sort_by_key(|(key, _)| *key);
    sql.graph.clear_edges();
    for ((from, _, to), weight) in edges {
        sql.graph.add_edge(from, to, weight);
    }
}

/// When pgrx adds an edge, among those of one node: it handles one kind of
/// target after another. Within a kind, nodes are numbered in sorted order.
///
/// (pgrx adds the edges from a bootstrap block and to a final block ahead of
/// these; that decides nothing, as all is visited before the one and passes
/// through the other.)
fn turn(from: &SqlGraphEntity, to: &SqlGraphEntity) -> u8 {
    match (from, to) {
        (_, SqlGraphEntity::CustomSql(_)) => 0,
        (_, SqlGraphEntity::Enum(_)) => 1,
        (_, SqlGraphEntity::Type(_)) => 2,
        (_, SqlGraphEntity::Function(_) | SqlGraphEntity::BuiltinType(_)) => 3,
        // The `=` function of a hashed type is tied to it among the functions.
        (SqlGraphEntity::Function(_), SqlGraphEntity::Hash(_)) => 3,
        (_, SqlGraphEntity::Ord(_)) => 4,
        (_, SqlGraphEntity::Hash(_)) => 5,
        (_, SqlGraphEntity::Aggregate(_)) => 6,
        (_, SqlGraphEntity::Trigger(_)) => 7,
        // Only the root leads to schemas, and to them last.
        (_, SqlGraphEntity::Schema(_) | SqlGraphEntity::ExtensionRoot(_)) => 8,
    }
}
