use super::*;
use crate::bazel::Build;
use crate::speed::Times;

fn cost(seconds: f64, cpu: f64) -> Cost {
    Cost {
        seconds,
        cpu,
        foreign: 0.01,
    }
}

fn pair(ours: f64, cargo: f64) -> Pair {
    let ours = Build {
        cost: cost(ours, 2.0),
        ..Build::default()
    };
    Pair {
        ours,
        cargo: cost(cargo, 4.0),
    }
}

fn findings() -> Findings {
    Findings {
        targets: ["//:a".into(), "//:b".into()],
        first: vec![pair(90.0, 100.0), pair(300.0, 400.0), pair(91.0, 101.0)],
        second: vec![pair(10.0, 20.0)],
        edits: vec![pair(5.0, 10.0)],
        sizes: [990_000, 1_000_000],
        times: Times {
            ours: vec![vec![1.0, 2.0, 99.0]; STATEMENTS.len()],
            cargo: vec![vec![4.0, 4.0, 4.0]; STATEMENTS.len()],
            server: "17.1".into(),
        },
        again: Some(Build {
            cost: cost(0.7, 0.1),
            ..Build::default()
        }),
    }
}

#[test]
fn ratios_are_those_of_medians() {
    let page = render(&findings(), "");
    assert!(
        page.contains("| `//:a`, nothing built | 91.0 | 101.0 | **0.90** | 0.50 | <= 1.05 |"),
        "{page}"
    );
    assert!(
        page.contains("| `//:b` after it | 10.0 | 20.0 | **0.50** |"),
        "{page}"
    );
    assert!(
        page.contains("| size of the native library | 990 kB | 1000 kB | **0.99** |"),
        "{page}"
    );
    assert!(page.contains("| 2.0 | 4.0 | 0.50 | 3 |"), "{page}");
}

#[test]
fn the_page_names_its_command_and_its_noise() {
    let page = render(&findings(), " -- --rounds 3");
    assert!(
        page.contains("`./tools/bazel run //bench:cargo_ratio -- --rounds 3`"),
        "{page}"
    );
    assert!(page.contains("the machine was quiet"), "{page}");
    assert!(page.contains("again: 0.7 s, 0 processes run"), "{page}");
}
