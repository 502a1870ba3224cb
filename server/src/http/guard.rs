//! What holds for every request: where it may come from, and what browsers are told to forbid.

use super::App;
use super::problem::Problem;
use crate::limits::REQUEST_TIME_MAX;
use crate::store::AccessStore;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use tokio::time::timeout;

/// Refuses hosts under which the app isn't served, and writes from elsewhere; adds the headers of every answer.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let answer = match refusal(&app, &request) {
        Some(refusal) => refusal,
        None => match timeout(REQUEST_TIME_MAX, next.run(request)).await {
            Ok(answer) => answer,
            Err(_) => Problem::Unavailable.into_response(),
        },
    };
    with_headers(answer)
}

/// While the workspace is suspended the endpoints answer nothing else: what a restored relay knows of devices may be out of date (RE17).
pub async fn awake(State(app): State<App>, request: Request, next: Next) -> Response {
    match app.access(|store| store.suspended()).await {
        Ok(None) => next.run(request).await,
        Ok(Some(_)) => Problem::Suspended.into_response(),
        Err(error) => Problem::from(error).into_response(),
    }
}

fn refusal(app: &App, request: &Request) -> Option<Response> {
    if request.uri().path() == "/healthz" {
        return None;
    }
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !app.origins().serves(host) {
        return Some(insecure(app.origins().all()));
    }
    let writes = !matches!(*request.method(), Method::GET | Method::HEAD);
    (writes && !app.origins().allows(request.headers())).then(|| Problem::BadOrigin.into_response())
}

const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    ),
];

fn with_headers(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
        );
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    answer
}

/// The page for addresses under which the app can't work.
fn insecure(origins: &[String]) -> Response {
    let list: String = origins.iter().map(|origin| format!("<li>{}</li>", escape(origin))).collect();
    let page = INSECURE_PAGE.replace("{origins}", &list);
    (StatusCode::FORBIDDEN, Html(page)).into_response()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

const INSECURE_PAGE: &str = include_str!("insecure.html");
