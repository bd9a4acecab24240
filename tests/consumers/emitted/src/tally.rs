//! Aggregates: over a type, over a built-in state, ordered, moving.

use crate::money::Money;
use pgrx::aggregate::*;
use pgrx::prelude::*;
use pgrx::AggregateName;
use serde::{Deserialize, Serialize};

#[derive(Copy, Clone, Default, Serialize, Deserialize, PostgresType, AggregateName)]
pub struct Tally {
    count: i64,
    cents: i64,
}

#[pg_aggregate]
impl Aggregate<Tally> for Tally {
    const PARALLEL: Option<ParallelOption> = Some(ParallelOption::Safe);
    const INITIAL_CONDITION: Option<&'static str> = Some(r#"{"count":0,"cents":0}"#);
    type Args = pgrx::name!(value, Money);
    type Finalize = i64;

    fn state(mut current: Tally, value: Money, _: pg_sys::FunctionCallInfo) -> Tally {
        current.count += 1;
        current.cents += value.cents;
        current
    }

    fn combine(left: Tally, right: Tally, _: pg_sys::FunctionCallInfo) -> Tally {
        Tally {
            count: left.count + right.count,
            cents: left.cents + right.cents,
        }
    }

    fn finalize(current: Tally, _: Self::OrderedSetArgs, _: pg_sys::FunctionCallInfo) -> i64 {
        current.cents / current.count.max(1)
    }
}

#[derive(AggregateName)]
#[aggregate_name = "longest"]
pub struct Longest;

#[pg_aggregate]
impl Aggregate<Longest> for Longest {
    type State = Option<String>;
    type Args = (pgrx::name!(word, Option<String>), pgrx::name!(least, i32));

    fn state(
        current: Option<String>,
        (word, least): (Option<String>, i32),
        _: pg_sys::FunctionCallInfo,
    ) -> Option<String> {
        word.filter(|word| word.len() as i32 > least).or(current)
    }
}
