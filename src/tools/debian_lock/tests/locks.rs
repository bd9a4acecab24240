//! The locks of this tree are those of its yaml files: whoever edits a yaml
//! renews the locks too. Looks at no archive, so that it holds offline and for ever.

use std::path::Path;

use debian_lock::check::against_intent;
use debian_lock::error::UPDATE_COMMAND;
use debian_lock::groups::Groups;
use debian_lock::intent::read_all;

#[test]
fn each_lock_has_what_its_yaml_wants() {
    let sets = Path::new("thirdparty/debian");
    let groups = std::env::var("GROUPS").expect("GROUPS");
    let groups = Groups::read(Path::new(&groups)).unwrap_or_else(|error| panic!("{error}"));
    let intents = read_all(sets, &[], &groups).unwrap_or_else(|error| panic!("{error}"));
    let findings = against_intent(sets, &intents).unwrap_or_else(|error| panic!("{error}"));
    let problems = findings.problems.join("\n");
    assert!(
        problems.is_empty(),
        "{problems}\nrenew the locks with: {UPDATE_COMMAND}"
    );
}
