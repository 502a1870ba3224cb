//! Where the app's files are, and what is known of each.

use super::csp;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The page that every address of the app begins with.
pub(super) const PAGE: &str = "index.html";

/// The app's files.
#[derive(Debug)]
pub enum Assets {
    /// In this binary.
    Embedded(BTreeMap<&'static str, File>),
    /// In a folder, read at each request.
    Folder(PathBuf),
}

/// A file with what browsers are told about it.
#[derive(Debug, Clone)]
pub struct File {
    pub(super) body: Cow<'static, [u8]>,
    pub(super) brotli: Option<Cow<'static, [u8]>>,
    pub(super) tag: String,
    /// Set on pages.
    pub(super) policy: Option<String>,
}

impl Assets {
    /// What was built into this binary; empty in a build without the app.
    pub fn embedded() -> Self {
        let all: BTreeMap<&str, &[u8]> = EMBEDDED.iter().copied().collect();
        let plain = all.iter().filter(|(path, _)| !path.ends_with(".br"));
        Self::Embedded(
            plain
                .map(|(path, body)| {
                    let brotli = all.get(format!("{path}.br").as_str()).map(|bytes| Cow::Borrowed(*bytes));
                    (*path, File::new(path, Cow::Borrowed(*body), brotli))
                })
                .collect(),
        )
    }

    /// Whether there is an app to serve.
    pub fn has_app(&self) -> bool {
        self.find(PAGE).is_some()
    }

    /// A file by its path, without the leading slash.
    pub(super) fn find(&self, path: &str) -> Option<Cow<'_, File>> {
        match self {
            Self::Embedded(files) => files.get(path).map(Cow::Borrowed),
            Self::Folder(folder) => {
                let safe = !path
                    .split('/')
                    .any(|part| part.is_empty() || part.starts_with('.') || part.contains(['\\', '\0']));
                let file = folder.join(path);
                let body = if safe { std::fs::read(&file).ok()? } else { return None };
                let brotli = std::fs::read(folder.join(format!("{path}.br"))).ok().map(Cow::Owned);
                Some(Cow::Owned(File::new(path, Cow::Owned(body), brotli)))
            }
        }
    }
}

impl File {
    fn new(path: &str, body: Cow<'static, [u8]>, brotli: Option<Cow<'static, [u8]>>) -> Self {
        let digest = Sha256::digest(&body);
        let policy = match path {
            // A worker lives under the policy of its own script: this one fetches the files of a build, and nothing else.
            "sw.js" | "sw-off.js" => {
                Some("default-src 'none'; connect-src 'self'; frame-ancestors 'none'".to_owned())
            }
            _ => path.ends_with(".html").then(|| csp::policy(&String::from_utf8_lossy(&body))),
        };
        Self { tag: format!("\"{}\"", URL_SAFE_NO_PAD.encode(&digest[..12])), body, brotli, policy }
    }
}
