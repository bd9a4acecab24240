//! `hll_sketch`: how many different values there are.

mod aggregate;
mod functions;
mod io;
mod operators;
