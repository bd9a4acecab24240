//! Whom TLS trusts: the machine's certificate authorities.

use std::sync::Arc;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// Trusts what the machine trusts (`SSL_CERT_FILE`, `SSL_CERT_DIR`, or the places
/// where distributions keep the bundle); those built in only where it has none.
pub fn config() -> TlsConfig {
    let found = rustls_native_certs::load_native_certs();
    let certificates: Vec<_> = found
        .certs
        .iter()
        .map(|der| Certificate::from_der(der).to_owned())
        .collect();
    let roots = if certificates.is_empty() {
        RootCerts::WebPki
    } else {
        RootCerts::Specific(Arc::new(certificates))
    };
    TlsConfig::builder().root_certs(roots).build()
}
