//! One of each SQL object that pgrx writes, in a text that pgrx 0.16 to 0.19 compile alike.

use pgrx::prelude::*;

mod functions;
mod money;
mod tally;

::pgrx::pg_module_magic!();

extension_sql!(
    "CREATE TABLE journal (id bigserial PRIMARY KEY, entry text NOT NULL);",
    name = "journal",
    bootstrap
);

extension_sql_file!(
    "../sql/views.sql",
    name = "views",
    requires = ["journal", functions::hello]
);

extension_sql!(
    "COMMENT ON FUNCTION hello(text) IS 'Says hello; and \"goodbye\"';",
    name = "comments",
    finalize
);

/// A schema of the extension's own, with things in it that those outside use.
#[pg_schema]
mod ledger {
    use pgrx::prelude::*;

    #[derive(PostgresEnum, Clone, Copy, PartialEq)]
    pub enum Side {
        Debit,
        Credit,
    }

    #[pg_extern(immutable, parallel_safe)]
    fn opposite(side: Side) -> Side {
        match side {
            Side::Debit => Side::Credit,
            Side::Credit => Side::Debit,
        }
    }
}

#[pg_extern(immutable, strict)]
fn sign(side: ledger::Side, amount: i64) -> i64 {
    if side == ledger::Side::Debit {
        amount
    } else {
        -amount
    }
}

/// Refuses to change anything.
#[pg_trigger]
fn keep<'a>(
    trigger: &'a pgrx::PgTrigger<'a>,
) -> Result<Option<PgHeapTuple<'a, impl WhoAllocated>>, PgHeapTupleError> {
    Ok(Some(
        trigger
            .old()
            .ok_or(PgHeapTupleError::IncorrectAttributeCount(0, 0))?,
    ))
}

extension_sql!(
    "CREATE TRIGGER keep BEFORE UPDATE ON journal FOR EACH ROW EXECUTE FUNCTION keep();",
    name = "keeping",
    requires = [keep, "journal"]
);
