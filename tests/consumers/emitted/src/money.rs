//! A type with operators, ordering, hashing and casts.

use pgrx::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    PostgresType,
    PostgresEq,
    PostgresOrd,
    PostgresHash,
)]
pub struct Money {
    pub cents: i64,
}

/// Read and written by functions of its own.
#[derive(Serialize, Deserialize, PostgresType)]
#[inoutfuncs]
pub struct Purse(pub Vec<i64>);

impl InOutFuncs for Purse {
    fn input(text: &core::ffi::CStr) -> Self {
        Purse(vec![text.to_bytes().len() as i64])
    }

    fn output(&self, buffer: &mut pgrx::StringInfo) {
        buffer.push_str(&self.0.len().to_string());
    }
}

#[pg_operator(immutable, parallel_safe)]
#[opname(+)]
#[commutator(+)]
fn money_add(left: Money, right: Money) -> Money {
    Money {
        cents: left.cents + right.cents,
    }
}

#[pg_operator(immutable)]
#[opname(*)]
fn money_times(value: Money, factor: i32) -> Money {
    Money {
        cents: value.cents * i64::from(factor),
    }
}

#[pg_operator(immutable)]
#[opname(<~>)]
#[commutator(<~>)]
#[negator(<!~>)]
#[restrict(eqsel)]
#[join(eqjoinsel)]
#[hashes]
fn money_near(left: Money, right: Money) -> bool {
    (left.cents - right.cents).abs() < 100
}

#[pg_operator(immutable)]
#[opname(<!~>)]
#[commutator(<!~>)]
#[negator(<~>)]
fn money_far(left: Money, right: Money) -> bool {
    !money_near(left, right)
}

#[pg_cast]
fn money_to_bigint(value: Money) -> i64 {
    value.cents
}

#[pg_cast(implicit, immutable)]
fn integer_to_money(value: i32) -> Money {
    Money {
        cents: i64::from(value) * 100,
    }
}

#[pg_cast(assignment)]
fn bigint_to_money(cents: i64) -> Money {
    Money { cents }
}

#[pg_extern]
fn split(value: Money, parts: i32) -> SetOfIterator<'static, Money> {
    SetOfIterator::new((0..parts).map(move |_| Money {
        cents: value.cents / i64::from(parts),
    }))
}

#[pg_extern]
fn purses(
    of: Vec<Option<Money>>,
) -> TableIterator<'static, (name!(value, Option<Money>), name!(purse, Purse))> {
    TableIterator::new(of.into_iter().map(|value| (value, Purse(vec![]))))
}
