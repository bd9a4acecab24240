//! Declared with each attribute, never compiled.
