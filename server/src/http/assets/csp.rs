//! The Content Security Policy of the app's page.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy, with the hashes of the page's inline scripts.
pub(super) fn policy(page: &str) -> String {
    let hashes: String = inline_scripts(page)
        .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script.as_bytes()))))
        .collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; connect-src 'self'; img-src 'self' blob:; \
         style-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'; media-src 'self' blob:; require-trusted-types-for 'script'"
    )
}

/// The texts of `<script>` elements without `src`, exactly as they stand between the tags.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (text, _) = rest.split_once("</script")?;
        let named = attributes.split_ascii_whitespace().any(|attribute| attribute.starts_with("src"));
        (!named && !text.is_empty()).then_some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_hashed_exactly_and_others_not() {
        let page = "<script src=\"a.js\"></script><script type=\"module\">\nlet x = '>';\n</script>";
        assert_eq!(inline_scripts(page).collect::<Vec<_>>(), ["\nlet x = '>';\n"]);
        let hash = STANDARD.encode(Sha256::digest(b"\nlet x = '>';\n"));
        assert!(policy(page).contains(&format!("script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}';")));
        assert!(policy("<p>").contains("script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"));
    }
}
