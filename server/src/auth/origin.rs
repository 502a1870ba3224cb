//! Where requests may come from: an exact list, made at start.

use axum::http::{HeaderMap, header};
use std::net::IpAddr;

/// The origins at which this relay serves the app, as browsers write them: `https://host:port`, the port left out when it is the scheme's.
#[derive(Debug, Clone)]
pub struct Origins(Vec<String>);

impl Origins {
    /// Exactly these.
    pub fn new(origins: impl IntoIterator<Item = String>) -> Self {
        Self(origins.into_iter().map(|origin| origin.to_ascii_lowercase()).collect())
    }

    /// Localhost by its names, on this port.
    pub fn localhost(scheme: &str, port: u16) -> impl Iterator<Item = String> {
        let scheme = scheme.to_owned();
        ["localhost", "127.0.0.1", "[::1]"].into_iter().map(move |host| origin(&scheme, host, port))
    }

    /// Whether a write or an upgrade may come from there. A missing origin may not, nor an opaque one (`null`).
    pub fn allows(&self, headers: &HeaderMap) -> bool {
        let mut values = headers.get_all(header::ORIGIN).iter();
        let only = values.next().filter(|_| values.next().is_none());
        only.and_then(|value| value.to_str().ok())
            .is_some_and(|value| self.0.iter().any(|origin| origin == value))
    }

    /// Whether the app is served under this `Host`.
    pub fn serves(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        self.0.iter().filter_map(|origin| origin.split_once("://")).any(|(scheme, known)| {
            let port = if scheme == "https" { ":443" } else { ":80" };
            known == host || host.strip_suffix(port) == Some(known)
        })
    }

    /// All of them, the one for links first.
    pub fn all(&self) -> &[String] {
        &self.0
    }
}

/// An origin as browsers write it.
pub fn origin(scheme: &str, host: &str, port: u16) -> String {
    match (scheme, port) {
        ("https", 443) | ("http", 80) => format!("{scheme}://{host}"),
        _ => format!("{scheme}://{host}:{port}"),
    }
}

/// An address as it stands in an origin.
pub fn host_of(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => format!("[{v6}]"),
    }
}

/// Reads a public address: `https://host` or `https://host:port`, nothing after it; plain http for localhost only.
///
/// # Errors
/// One sentence about what is wrong.
pub fn public_url(text: &str) -> Result<String, String> {
    let text = text.trim_end_matches('/').to_ascii_lowercase();
    let Some((scheme, host)) = text.split_once("://") else {
        return Err(format!("the public address {text:?} must begin with https://"));
    };
    let plain_host = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
    if host.is_empty() || !host.chars().all(plain_host) {
        return Err(format!(
            "the public address {text:?} must be a scheme and a host, with nothing after it"
        ));
    }
    let local = ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|name| host.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')));
    match scheme {
        "https" => Ok(text),
        "http" if local => Ok(text),
        _ => Err(format!(
            "the public address {text:?} must be https: browsers give the app no storage or camera otherwise"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// AU7: a public address is https and nothing but a host.
    #[test]
    fn a_public_address_is_https_and_a_host() {
        assert_eq!(public_url("https://Sight.example/"), Ok("https://sight.example".to_owned()));
        assert_eq!(public_url("https://sight.example:8443"), Ok("https://sight.example:8443".to_owned()));
        assert_eq!(public_url("http://localhost:9000"), Ok("http://localhost:9000".to_owned()));
        for bad in [
            "sight.example",
            "http://sight.example",
            "https://",
            "https://a/b",
            "https://u@a",
            "http://localhost.evil",
            "ftp://localhost",
        ] {
            assert!(public_url(bad).is_err(), "{bad}");
        }
    }

    /// AU7: hosts are those of the origins, with or without the scheme's own port.
    #[test]
    fn hosts_are_those_of_the_origins() {
        let origins = Origins::new(
            ["https://sight.example".to_owned()].into_iter().chain(Origins::localhost("http", 8080)),
        );
        for host in ["sight.example", "SIGHT.example:443", "localhost:8080", "127.0.0.1:8080", "[::1]:8080"] {
            assert!(origins.serves(host), "{host}");
        }
        for host in
            ["", "localhost", "localhost:80", "sight.example:8080", "evil.example", "sight.example.evil"]
        {
            assert!(!origins.serves(host), "{host}");
        }
    }
}
