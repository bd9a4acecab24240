//! `approx_column_distinct`: the count for a column that is known by name only.

use std::ffi::{CStr, CString};

use pgrx::prelude::*;
use pgrx::spi::{quote_identifier, quote_qualified_identifier, Spi};
use pgrx::PgRelation;

use crate::report::{error, Result};

/// The approximate number of distinct values in a column. It reads the table as
/// the calling user, so it shows nothing the user may not read.
#[pg_extern(stable, parallel_restricted)]
fn approx_column_distinct(
    relation: PgRelation,
    column_name: &str,
    fcinfo: pg_sys::FunctionCallInfo,
) -> Result<i64> {
    if !has_column(&relation, column_name) {
        return Err(error(
            PgSqlErrorCode::ERRCODE_UNDEFINED_COLUMN,
            format!(
                "column \"{column_name}\" of relation \"{}\" does not exist",
                relation.name()
            ),
        ));
    }
    // SAFETY: PostgreSQL gives every call its fcinfo.
    let aggregate = unsafe { sibling("approx_count_distinct", fcinfo) };
    let query = format!(
        "SELECT {aggregate}({}) FROM {}",
        quote_identifier(column_name),
        quote_qualified_identifier(relation.namespace(), relation.name())
    );
    Spi::get_one(&query)
        .map_err(|reason| error(PgSqlErrorCode::ERRCODE_INTERNAL_ERROR, reason.to_string()))?
        .ok_or_else(|| {
            error(
                PgSqlErrorCode::ERRCODE_INTERNAL_ERROR,
                "an aggregate gave no count",
            )
        })
}

/// Text in PostgreSQL never holds a NUL, so every text can be looked for.
fn has_column(relation: &PgRelation, name: &str) -> bool {
    CString::new(name).is_ok_and(|name| {
        // SAFETY: the relation is open and the name is terminated.
        let attribute = unsafe { pg_sys::get_attnum(relation.oid(), name.as_ptr()) };
        i32::from(attribute) != pg_sys::InvalidAttrNumber as i32
    })
}

/// The qualified name of another function of this extension. The extension may be
/// in a schema that is not on the search path, or be moved to one; its functions
/// are all in the schema of the one being called.
///
/// # Safety
/// `fcinfo` must be that of the current call.
unsafe fn sibling(name: &str, fcinfo: pg_sys::FunctionCallInfo) -> String {
    let schema = pg_sys::get_namespace_name(pg_sys::get_func_namespace((*(*fcinfo).flinfo).fn_oid));
    quote_qualified_identifier(&*CStr::from_ptr(schema).to_string_lossy(), name)
}
