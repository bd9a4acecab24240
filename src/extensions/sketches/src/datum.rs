//! Sketches as SQL values: a varlena whose content is the envelope.

use std::ffi::CStr;

use pgrx::datum::Internal;
use pgrx::pg_sys;

use crate::format::{hex, Sketch};
use crate::report::{malformed, Result, Source};

/// A sketch that is an SQL type of this extension.
pub trait SqlSketch: Sketch {
    /// The name of the type.
    const SQL_NAME: &'static str;

    /// Reads bytes that came from `source`.
    fn read(bytes: &[u8], source: Source) -> Result<Self> {
        Self::from_bytes(bytes).map_err(|reason| malformed(Self::SQL_NAME, source, &reason))
    }

    /// The type's input function.
    fn from_text(text: &CStr) -> Result<Self> {
        hex::decode(&text.to_string_lossy())
            .map_err(|reason| malformed(Self::SQL_NAME, Source::Text, &reason))
            .and_then(|bytes| Self::read(&bytes, Source::Text))
    }

    /// The type's receive function.
    ///
    /// # Safety
    /// `message` must be the `StringInfo` that PostgreSQL hands to it.
    unsafe fn from_message(mut message: Internal) -> Result<Self> {
        let buffer = message
            .get_mut::<pg_sys::StringInfoData>()
            .expect("PostgreSQL gives a receive function its message");
        let all = std::slice::from_raw_parts(buffer.data.cast::<u8>(), buffer.len as usize);
        let bytes = &all[buffer.cursor as usize..];
        // PostgreSQL complains about what a receive function leaves unread.
        buffer.cursor = buffer.len;
        Self::read(bytes, Source::Binary)
    }
}

/// Gives a sketch what pgrx wants of an argument and a result. `IntoDatum` is
/// left out on purpose: it would have to find the type by name, and the
/// extension may be in any schema.
macro_rules! sql_sketch {
    ($type:ty, $sql_name:literal) => {
        impl $crate::datum::SqlSketch for $type {
            const SQL_NAME: &'static str = $sql_name;
        }

        // SAFETY: the SQL type of this name is created by this extension, with
        // the input and output functions of this very type.
        unsafe impl ::pgrx::pgrx_sql_entity_graph::metadata::SqlTranslatable for $type {
            const TYPE_IDENT: &'static str = ::pgrx::pgrx_resolved_type!($type);
            const TYPE_ORIGIN: ::pgrx::pgrx_sql_entity_graph::metadata::TypeOrigin =
                ::pgrx::pgrx_sql_entity_graph::metadata::TypeOrigin::ThisExtension;
            const ARGUMENT_SQL: ::std::result::Result<
                ::pgrx::pgrx_sql_entity_graph::metadata::SqlMappingRef,
                ::pgrx::pgrx_sql_entity_graph::metadata::ArgumentError,
            > = Ok(::pgrx::pgrx_sql_entity_graph::metadata::SqlMappingRef::literal($sql_name));
            const RETURN_SQL: ::std::result::Result<
                ::pgrx::pgrx_sql_entity_graph::metadata::ReturnsRef,
                ::pgrx::pgrx_sql_entity_graph::metadata::ReturnsError,
            > = Ok(::pgrx::pgrx_sql_entity_graph::metadata::ReturnsRef::One(
                ::pgrx::pgrx_sql_entity_graph::metadata::SqlMappingRef::literal($sql_name),
            ));
        }

        // SAFETY: the type is binary compatible with bytea, and is read as such.
        unsafe impl<'fcx> ::pgrx::callconv::ArgAbi<'fcx> for $type {
            unsafe fn unbox_arg_unchecked(arg: ::pgrx::callconv::Arg<'_, 'fcx>) -> Self {
                let bytes: &[u8] = ::pgrx::callconv::ArgAbi::unbox_arg_unchecked(arg);
                ::pgrx::pg_sys::panic::ErrorReportable::unwrap_or_report(
                    <Self as $crate::datum::SqlSketch>::read(bytes, $crate::report::Source::Stored),
                )
            }
        }

        // SAFETY: as above, and the bytes are what the argument's side reads.
        unsafe impl ::pgrx::callconv::BoxRet for $type {
            unsafe fn box_into<'fcx>(
                self,
                fcinfo: &mut ::pgrx::callconv::FcInfo<'fcx>,
            ) -> ::pgrx::datum::Datum<'fcx> {
                ::pgrx::callconv::BoxRet::box_into($crate::format::Sketch::to_bytes(&self), fcinfo)
            }
        }
    };
}

pub(crate) use sql_sketch;
