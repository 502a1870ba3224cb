//! A QR code as a drawn path.

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// The quiet zone around a code that readers need, in modules.
const QUIET: usize = 4;

/// A QR code. Shows nothing when the text is too long for one.
#[component]
pub(crate) fn QrPicture(text: String, #[prop(into)] label: String) -> impl IntoView {
    QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok().map(|code| {
        let side = code.width() + 2 * QUIET;
        view! {
            <div class="qr">
                <svg viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
                    <path d=path(&code.to_colors(), code.width()) fill="#000" />
                </svg>
            </div>
        }
    })
}

/// One horizontal stroke per run of dark modules.
fn path(colors: &[Color], width: usize) -> String {
    let mut path = String::new();
    for (y, line) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in line.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                // Writing into a String can't fail.
                let _ = write!(path, "M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len());
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn runs_become_strokes() {
        let colors = [
            Color::Dark,
            Color::Dark,
            Color::Light,
            Color::Light,
            Color::Dark,
            Color::Light,
            Color::Light,
            Color::Light,
            Color::Dark,
        ];
        assert_eq!(path(&colors, 3), "M4 4h2v1h-2zM5 5h1v1h-1zM6 6h1v1h-1z");
    }
}
