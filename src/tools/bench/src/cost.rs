//! What a step costs: seconds, CPU seconds, and what other programs took meanwhile.
//!
//! On a machine with other work, seconds say little; CPU seconds stay close to the
//! truth, and the share of the machine that others had says how far to trust either.

use std::fs;
use std::time::{Duration, Instant};

/// Ticks per second in `/proc`: USER_HZ, 100 on every architecture that Debian
/// runs on (`include/asm-generic/param.h` in Linux).
const USER_HZ: f64 = 100.0;

/// Processes whose work is measured: this one's children, and a server's.
#[derive(Clone, Copy, Debug, Default)]
pub struct Workers {
    /// A process that works for us without being our child, such as Bazel's server.
    pub server: Option<i32>,
}

/// The cost of one step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// Seconds on the clock.
    pub seconds: f64,
    /// CPU seconds of the step's own processes, user and system.
    pub cpu: f64,
    /// Share of the machine that other programs had meanwhile, 0 to 1.
    pub foreign: f64,
}

impl Cost {
    /// The cost of this step and another after it.
    pub fn then(self, next: Cost) -> Cost {
        let seconds = self.seconds + next.seconds;
        Cost {
            seconds,
            cpu: self.cpu + next.cpu,
            foreign: (self.foreign * self.seconds + next.foreign * next.seconds) / seconds,
        }
    }
}

/// A running measurement.
#[derive(Debug)]
pub struct Stopwatch {
    workers: Workers,
    start: Instant,
    own: f64,
    busy: f64,
}

impl Stopwatch {
    /// Starts measuring.
    pub fn start(workers: Workers) -> Stopwatch {
        Stopwatch {
            workers,
            own: own_cpu(workers),
            busy: machine_cpu(),
            start: Instant::now(),
        }
    }

    /// Ends measuring.
    pub fn stop(self) -> Cost {
        let seconds = self
            .start
            .elapsed()
            .max(Duration::from_millis(1))
            .as_secs_f64();
        let cpu = own_cpu(self.workers) - self.own;
        let others = (machine_cpu() - self.busy - cpu).max(0.0);
        Cost {
            seconds,
            cpu,
            foreign: (others / seconds / cores() as f64).min(1.0),
        }
    }
}

/// How many programs run at once.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// CPU seconds of ended children of this process, and of the server with its own.
fn own_cpu(workers: Workers) -> f64 {
    let stat = |path: String| fs::read_to_string(path).unwrap_or_default();
    let children = children_cpu(&stat("/proc/self/stat".into()));
    let server = workers.server.map(|pid| stat(format!("/proc/{pid}/stat")));
    children + server.map_or(0.0, |text| self_cpu(&text) + children_cpu(&text))
}

/// CPU seconds that all programs on this machine have had.
fn machine_cpu() -> f64 {
    busy(&fs::read_to_string("/proc/stat").unwrap_or_default())
}

/// Fields of `/proc/PID/stat` after the command's name, which may hold anything;
/// the first is field 3 of proc(5).
fn fields(stat: &str) -> Vec<f64> {
    let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let number = |word: &str| word.parse().unwrap_or(0.0);
    rest.split_whitespace().map(number).collect()
}

/// utime and stime, fields 14 and 15 of proc(5).
fn self_cpu(stat: &str) -> f64 {
    fields(stat).iter().skip(11).take(2).sum::<f64>() / USER_HZ
}

/// cutime and cstime, fields 16 and 17 of proc(5).
fn children_cpu(stat: &str) -> f64 {
    fields(stat).iter().skip(13).take(2).sum::<f64>() / USER_HZ
}

/// The first line of `/proc/stat` without idle and iowait; guests count in user already.
fn busy(stat: &str) -> f64 {
    let line = stat.lines().next().unwrap_or_default();
    let ticks: Vec<f64> = line
        .split_whitespace()
        .skip(1)
        .take(8)
        .map(|word| word.parse().unwrap_or(0.0))
        .collect();
    let counted = [0, 1, 2, 5, 6];
    counted.iter().filter_map(|i| ticks.get(*i)).sum::<f64>() / USER_HZ
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn fields_are_counted_from_behind_the_name() {
        let stat = "7 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 1100 1200 1300 1400 20 0";
        assert_eq!(self_cpu(stat), 23.0);
        assert_eq!(children_cpu(stat), 27.0);
    }

    #[test]
    fn idle_and_waiting_are_not_busy() {
        assert_eq!(
            busy("cpu  100 200 300 9999 9999 400 500 600 700 0\ncpu0 1\n"),
            15.0
        );
    }

    #[test]
    fn one_step_after_another() {
        let cost = |seconds, foreign| Cost {
            seconds,
            cpu: 2.0,
            foreign,
        };
        assert_eq!(
            cost(1.0, 0.4).then(cost(3.0, 0.0)),
            Cost {
                seconds: 4.0,
                cpu: 4.0,
                foreign: 0.1
            }
        );
    }

    #[test]
    fn a_childs_work_is_counted() {
        let watch = Stopwatch::start(Workers::default());
        let work = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
        assert!(Command::new("sh")
            .args(["-c", work])
            .status()
            .unwrap()
            .success());
        let cost = watch.stop();
        assert!(
            cost.cpu > 0.05 && cost.seconds >= cost.cpu * 0.5,
            "{cost:?}"
        );
        assert!((0.0..=1.0).contains(&cost.foreign), "{cost:?}");
    }
}
