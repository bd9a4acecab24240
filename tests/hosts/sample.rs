//! Enough Rust for generics, the standard library and an optimiser to matter.

use std::collections::BTreeMap;
use std::fmt::Debug;

/// How often each item stands in `items`.
pub fn count<T: Ord + Clone>(items: &[T]) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item.clone()).or_insert(0) += 1;
    }
    counts
}

/// The counts as text, the most frequent first.
pub fn describe<T: Ord + Clone + Debug>(items: &[T]) -> String {
    let mut counts: Vec<_> = count(items).into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
        .iter()
        .map(|(item, count)| format!("{item:?} {count}; "))
        .collect()
}

/// An instance, so that code is generated.
pub fn words(text: &str) -> String {
    describe(
        &text
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>(),
    )
}
