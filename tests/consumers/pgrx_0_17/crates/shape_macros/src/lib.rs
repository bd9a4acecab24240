//! `pluralized!("shape")` is `"shapes"`.

use proc_macro::TokenStream;
use quote::quote;
use syn::{parse_macro_input, LitStr};

/// The plural of an English word without exceptions.
#[proc_macro]
pub fn pluralized(input: TokenStream) -> TokenStream {
    let word = parse_macro_input!(input as LitStr);
    let plural = format!("{}s", word.value());
    quote!(#plural).into()
}
