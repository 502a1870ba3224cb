//! The plain page on which a phone gets the authority's certificate and reads how to trust it.

use super::Authority;
use axum::Router;
use axum::http::header;
use axum::response::Html;
use axum::routing::get;

const PAGE: &str = include_str!("page.html");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// The page and the certificate; `app` is where the app is served.
pub fn router(authority: &Authority, app: &str) -> Router {
    let page = PAGE.replace("{app}", app).replace("{fingerprint}", &authority.fingerprint());
    let certificate = authority.certificate().to_vec();
    let headers = [(header::CONTENT_SECURITY_POLICY, POLICY), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    let download = [
        (header::CONTENT_TYPE, "application/x-x509-ca-cert"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"sightline-authority.crt\""),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Router::new()
        .route("/", get(async move || (headers, Html(page))))
        .route("/sightline-authority.crt", get(async move || (download, certificate)))
}
