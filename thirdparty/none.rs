//! Empty: the crate universe is dependencies only, and cargo insists on a library.
