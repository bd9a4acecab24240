//! Figures on what rules_pgrx costs and gives, as ratios measured in one run.
//!
//! Two experiments, each of which writes a page of Markdown:
//!
//! | experiment | question | page |
//! |---|---|---|
//! | [`ratio`] | how do time and output compare with plain cargo's? | `bench/cargo_ratio.md` |
//! | [`matrix`] | what does one more architecture or PostgreSQL cost? | `bench/matrix.md` |
//!
//! A third page, `docs/results.md`, is a report of Bazel's in a table: [`results`].
//!
//! Both experiments work in a copy of the workspace, with an output base, a cargo home and a
//! target folder of their own, all in one temporary folder: neither the sources
//! nor the user's caches are touched, and nothing stays.
//!
//! | module | concept |
//! |---|---|
//! | [`error`] | what can go wrong, in words |
//! | [`rows`] | the targets and where their toolchain is, as Bazel describes them |
//! | [`scratch`] | the temporary folder and the copy of the workspace |
//! | [`cost`] | seconds, CPU seconds, and what other programs took meanwhile |
//! | [`process`] | a program that has to succeed |
//! | [`events`] | Bazel's own report |
//! | [`metrics`] | which actions a build ran |
//! | [`bazel`] | Bazel, in the copy |
//! | [`package`] | the extension as a Cargo package, from its Bazel target |
//! | [`tools`] | the pinned toolchain in the form in which cargo takes one |
//! | [`build_env`] | what build scripts are told about a target |
//! | [`cargo`] | plain cargo on both of these |
//! | [`edit`] | a change of one line |
//! | [`install`] | a library as an extension of any name |
//! | [`speed`] | the same SQL with both libraries, in one real server |
//! | [`sides`], [`findings`] | both sides, step by step, and what came out |
//! | [`stats`], [`machine`], [`page`] | medians, the machine in words, Markdown |

pub mod bazel;
pub mod build_env;
pub mod cargo;
pub mod cost;
pub mod edit;
pub mod error;
pub mod events;
pub mod findings;
pub mod install;
pub mod machine;
pub mod matrix;
pub mod metrics;
pub mod package;
pub mod page;
pub mod process;
pub mod ratio;
pub mod ratio_page;
pub mod results;
pub mod rows;
pub mod scratch;
pub mod sides;
pub mod speed;
pub mod stats;
pub mod tools;
