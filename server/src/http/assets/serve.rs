//! Answers requests for files. A missing file is 404 and never a page: a service worker that took a page for a script would keep it.

use super::files::{Assets, File, PAGE};
use crate::http::App;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

/// Any path that isn't an endpoint.
pub async fn serve(State(app): State<App>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    answer(app.assets(), uri.path().trim_start_matches('/'), &headers)
}

fn answer(assets: &Assets, path: &str, headers: &HeaderMap) -> Response {
    let last = path.rsplit('/').next().unwrap_or_default();
    let page = path.is_empty() || (!last.contains('.') && !path.starts_with("api/"));
    let path = if page { PAGE } else { path };
    match assets.find(path) {
        Some(file) => found(path, &file, headers),
        None if page && !path.is_empty() && !assets.has_app() => (
            StatusCode::NOT_FOUND,
            "This build of the relay has no app inside. Build it with: cargo xtask run\n",
        )
            .into_response(),
        None => (StatusCode::NOT_FOUND, "not found\n").into_response(),
    }
}

fn found(path: &str, file: &File, headers: &HeaderMap) -> Response {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).unwrap_or_default();
    let fresh = known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == file.tag);
    let accepts =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let brotli = file.brotli.as_ref().filter(|_| accepts_brotli(accepts));
    let body = match brotli {
        _ if fresh => Body::empty(),
        Some(packed) => Body::from(packed.to_vec()),
        None => Body::from(file.body.to_vec()),
    };
    let mut answer = Response::new(body);
    if fresh {
        *answer.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let out = answer.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let cache = if is_named_by_content(path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if brotli.is_some() && !fresh {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    for (name, value) in
        [(header::ETAG, Some(&file.tag)), (header::CONTENT_SECURITY_POLICY, file.policy.as_ref())]
    {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(value).ok()) {
            out.insert(name, value);
        }
    }
    answer
}

fn accepts_brotli(accepts: &str) -> bool {
    accepts.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        parts.next() == Some("br")
            && !parts.any(|parameter| matches!(parameter, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// Whether the name carries a hash of the content (`app-0123456789abcdef_bg.wasm`): such a file never changes.
fn is_named_by_content(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(['-', '_', '.']).any(|part| {
        part.len() >= 8
            && part.bytes().all(|b| b.is_ascii_hexdigit())
            && part.bytes().any(|b| b.is_ascii_digit())
    })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "ftl" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for name in ["app-0123456789abcdef.js", "app-89abcdef01234567_bg.wasm", "style-1a2b3c4d.css"] {
            assert!(is_named_by_content(name), "{name}");
        }
        for name in ["index.html", "sw.js", "manifest.webmanifest", "facade-decade.js", "icon-192.png"] {
            assert!(!is_named_by_content(name), "{name}");
        }
    }

    #[test]
    fn brotli_is_sent_only_when_asked_for() {
        assert!(accepts_brotli("gzip, deflate, br"));
        assert!(accepts_brotli("br;q=1.0"));
        assert!(!accepts_brotli("gzip, br;q=0"));
        assert!(!accepts_brotli(""));
    }
}
