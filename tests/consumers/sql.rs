//! SQL that pgrx wrote, compared up to order: which object comes first, where none needs the
//! other, is chance with pgrx.

const BEGIN: &str = "/* <begin connected objects> */\n";
const END: &str = "/* </end connected objects> */\n\n";
/// What pgrx puts between objects that need each other.
const BETWEEN: &str = "\n\n\n";

/// Fails with the objects that only one of two texts has.
///
/// # Panics
/// When there are any, or a text is none that pgrx writes.
pub fn assert_same(built: &str, expected: &str) {
    let (built, expected) = (objects(built), objects(expected));
    let only = |these: &[Vec<&str>], those: &[Vec<&str>]| {
        let only = these.iter().filter(|one| !those.contains(one));
        only.map(|one| one.join(BETWEEN)).collect::<Vec<_>>()
    };
    let missing = only(&expected, &built).join(BETWEEN);
    let added = only(&built, &expected).join(BETWEEN);
    assert!(
        built == expected,
        "not what cargo-pgrx wrote.\nIt wrote:\n{missing}\nHere is:\n{added}"
    );
}

/// The groups of objects, sorted, and the objects of each.
fn objects(sql: &str) -> Vec<Vec<&str>> {
    let mut groups = sql.split(BEGIN);
    assert_eq!(groups.next(), Some(""), "{sql:?} begins with no object");
    let mut groups: Vec<_> = groups.map(group).collect();
    groups.sort_unstable();
    groups
}

/// The objects of a group, sorted.
fn group(text: &str) -> Vec<&str> {
    let inside = text.strip_suffix(END);
    let inside = inside.unwrap_or_else(|| panic!("{text:?} does not end as objects do"));
    let mut objects: Vec<_> = inside.split(BETWEEN).map(str::trim).collect();
    objects.sort_unstable();
    objects
}

#[cfg(test)]
mod tests {
    use super::{assert_same, BEGIN, END};

    fn sql(groups: &[&str]) -> String {
        groups
            .iter()
            .map(|group| format!("{BEGIN}{group}\n{END}"))
            .collect()
    }

    #[test]
    fn another_order_is_the_same() {
        assert_same(&sql(&["a", "b\n\n\nc"]), &sql(&["c\n\n\nb", "a"]));
    }

    #[test]
    #[should_panic(expected = "It wrote:\nb\nHere is:\nc")]
    fn another_object_is_not() {
        assert_same(&sql(&["a", "c"]), &sql(&["b", "a"]));
    }

    #[test]
    #[should_panic(expected = "not what cargo-pgrx wrote")]
    fn an_object_twice_is_not() {
        assert_same(&sql(&["a", "a"]), &sql(&["a"]));
    }

    #[test]
    #[should_panic(expected = "begins with no object")]
    fn a_cut_text_is_not() {
        assert_same("CREATE", "CREATE");
    }
}
