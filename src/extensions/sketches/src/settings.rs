//! The configuration parameters. They say how fine a *new* sketch is; a sketch
//! carries its own fineness with it from then on.

use pgrx::prelude::*;
use pgrx::{GucContext, GucFlags, GucRegistry, GucSetting};

use crate::format::{digest, distinct};

/// 12 gives 4,096 registers: a standard error of 1.6 % in at most 4 kB.
const DEFAULT_PRECISION: u8 = 12;

/// DataSketches' own default.
const DEFAULT_COMPRESSION: u16 = 200;

static HLL_PRECISION: GucSetting<i32> = GucSetting::<i32>::new(DEFAULT_PRECISION as i32);
static QUANTILE_COMPRESSION: GucSetting<i32> = GucSetting::<i32>::new(DEFAULT_COMPRESSION as i32);

/// Makes the parameters known to PostgreSQL; called once per backend.
pub fn register() {
    GucRegistry::define_int_guc(
        c"sketches.hll_precision",
        c"Sets the precision of new distinct-count sketches.",
        c"A sketch has 2^precision registers and a standard error of 1.04 / sqrt(2^precision).",
        &HLL_PRECISION,
        distinct::MIN_PRECISION.into(),
        distinct::MAX_PRECISION.into(),
        GucContext::Userset,
        GucFlags::default(),
    );
    GucRegistry::define_int_guc(
        c"sketches.quantile_compression",
        c"Sets the compression of new quantile sketches.",
        c"A sketch keeps about twice as many centroids; more are more accurate and larger.",
        &QUANTILE_COMPRESSION,
        digest::MIN_COMPRESSION.into(),
        digest::MAX_COMPRESSION.into(),
        GucContext::Userset,
        GucFlags::default(),
    );
    // Misspelt parameters are refused from now on. SAFETY: PostgreSQL copies the name.
    unsafe { pg_sys::MarkGUCPrefixReserved(c"sketches".as_ptr()) };
}

/// `sketches.hll_precision`.
pub fn hll_precision() -> u8 {
    // The range is that of the parameter, which PostgreSQL keeps.
    HLL_PRECISION.get() as u8
}

/// `sketches.quantile_compression`.
pub fn quantile_compression() -> u16 {
    QUANTILE_COMPRESSION.get() as u16
}
