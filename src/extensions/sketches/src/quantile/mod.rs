//! `quantile_sketch`: how values are spread.

mod aggregate;
mod functions;
mod io;
