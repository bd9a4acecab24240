use super::*;

const REPORT: &str = r#"{"id":{"started":{}},"started":{"startTime":"2026-07-01T12:00:00.000Z"}}
{"id":{"testSummary":{"label":"//a:sql_one_64_pg17_test"}},"testSummary":{"overallStatus":"PASSED","totalRunDurationMillis":"1234"}}
{"id":{"testSummary":{"label":"//a:sql_other_pg17_test"}},"testSummary":{"overallStatus":"TIMEOUT"}}
{"id":{"testSummary":{"label":"//a:tree_test"}},"testSummary":{"overallStatus":"FLAKY"}}
{"id":{"targetCompleted":{"label":"//a:root_other_test"}},"aborted":{"reason":"SKIPPED"}}
{"id":{"targetCompleted":{"label":"//a:library"}},"aborted":{"reason":"SKIPPED"}}
{"id":{"buildMetrics":{}},"buildMetrics":{}}
"#;

fn read(text: &str) -> Result<Results> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    Results::read(file.path())
}

#[test]
fn a_row_is_a_test_and_a_column_a_cpu() {
    let cpus = ["one_64", "other"].map(String::from);
    let page = render(&read(REPORT).unwrap(), &cpus);
    assert!(page.contains("| test | one_64 | other |\n"), "{page}");
    let row = "| `//a:sql_<cpu>_pg17_test` | 1.2 | **timeout** |\n";
    assert!(page.contains(row), "{page}");
    assert!(
        page.contains("| `//a:root_<cpu>_test` | - | skipped |\n"),
        "{page}"
    );
    assert!(page.contains("**1 passed, 2 failed, 1 skipped**"), "{page}");
    assert!(page.contains("no architecture: 1 flaky."), "{page}");
    assert!(page.contains("on 2026-07-01, "), "{page}");
}

#[test]
fn a_stopped_run_has_no_results() {
    let stopped = REPORT.replace("buildMetrics", "progress");
    let text = read(&stopped).unwrap_err().to_string();
    assert!(
        text.contains("lacks /buildMetrics; was the build stopped?"),
        "{text}"
    );
}
