//! Where a connection comes from.

use super::App;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The other end of a connection.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// The address that limits count by. Behind our own proxy it is the last that the proxy added to `X-Forwarded-For`; earlier ones are
/// the client's own claims.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub IpAddr);

impl FromRequestParts<App> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<Peer>>().map(|info| info.0.0.ip());
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        if !(app.behind_proxy() && peer.is_loopback()) {
            return Ok(Self(peer));
        }
        let named =
            parts.headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
        let last = named.and_then(|list| list.rsplit(',').next()).and_then(|text| text.trim().parse().ok());
        Ok(Self(last.unwrap_or(peer)))
    }
}
