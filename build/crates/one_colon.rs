//! Nothing: build scripts depend on crates, and this one brings `one_colon.c` along.
