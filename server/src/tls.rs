//! https with given files.

use crate::error::CommandError;
use std::path::Path;
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Reads a certificate chain and its key.
///
/// # Errors
/// One sentence that names the file.
pub fn from_files(cert: &Path, key: &Path) -> Result<TlsAcceptor, CommandError> {
    let unread = |path: &Path, what: &str, why: &dyn std::fmt::Display| {
        CommandError::Tls(format!("can't read {what} from {}: {why}", path.display()))
    };
    let chain = CertificateDer::pem_file_iter(cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|e| unread(cert, "a certificate", &e))?;
    if chain.is_empty() {
        return Err(unread(cert, "a certificate", &"the file holds none"));
    }
    let key_der = PrivateKeyDer::from_pem_file(key).map_err(|e| unread(key, "a private key", &e))?;
    acceptor(chain, key_der)
        .map_err(|e| CommandError::Tls(format!("the certificate and its key don't work: {e}")))
}

/// An acceptor for HTTP/1.1, which is what WebSockets need.
///
/// # Errors
/// When certificate and key don't belong together.
pub fn acceptor(
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> Result<TlsAcceptor, tokio_rustls::rustls::Error> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
