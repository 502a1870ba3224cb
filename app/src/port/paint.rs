//! A drawing as pixels and on paper. What the page shows stays as it is.

use super::js;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Document, Element, Url};

/// Pixels per unit of the drawing.
const FINE: f64 = 2.0;
/// No browser refuses a canvas of this many pixels a side. <https://developer.mozilla.org/docs/Web/HTML/Element/canvas#maximum_canvas_size>
const SIDE_MAX: f64 = 8192.0;
/// Phones refuse canvases of more pixels than this altogether: iOS, 16,777,216.
const PIXELS_MAX: f64 = 16_777_216.0;

/// How many pixels a unit may have.
fn scale((w, h): (f64, f64)) -> f64 {
    let by_side = SIDE_MAX / w.max(h).max(1.0);
    let by_area = (PIXELS_MAX / (w * h).max(1.0)).sqrt();
    FINE.min(by_side).min(by_area)
}

/// A drawing as a PNG file; none where the browser can't.
pub(crate) async fn png(svg: &str, size: (f64, f64)) -> Option<Vec<u8>> {
    let document = web_sys::window()?.document()?;
    let address = address_of(svg)?;
    let bytes = painted(&document, &address, size).await;
    drop(Url::revoke_object_url(&address));
    bytes
}

async fn painted(document: &Document, address: &str, size: (f64, f64)) -> Option<Vec<u8>> {
    let image = document.create_element("img").ok()?;
    js::set(&image, "src", &address.into());
    js::call_async(&image, "decode", &[]).await.ok()?;
    let scale = scale(size);
    let canvas = document.create_element("canvas").ok()?;
    let (w, h) = ((size.0 * scale).floor(), (size.1 * scale).floor());
    js::set(&canvas, "width", &w.into());
    js::set(&canvas, "height", &h.into());
    let pen = js::call(&canvas, "getContext", &["2d".into()])?;
    js::call(&pen, "drawImage", &[image.into(), 0.into(), 0.into(), w.into(), h.into()])?;
    let blob = JsFuture::from(blob_of(&canvas)).await.ok()?.dyn_into::<Blob>().ok()?;
    let buffer = js::call_async(&blob, "arrayBuffer", &[]).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

fn blob_of(canvas: &Element) -> Promise {
    Promise::new(&mut |resolve, _| {
        // Called once, with the blob or with null.
        let done = Closure::once_into_js(move |blob: JsValue| drop(resolve.call1(&JsValue::NULL, &blob)));
        js::call(canvas, "toBlob", &[done, "image/png".into()]);
    })
}

fn address_of(svg: &str) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&svg.into()), &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// The class of the page's part that is for paper only.
const ON_PAPER: &str = "on-paper";

/// Prints a drawing on a page of its own, seen only on paper. Phones' browsers come back before they have read the page: it goes when
/// they say that they are done, or when the next one is printed.
pub(crate) fn print(svg: &str) {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    take_away(&document);
    let Ok(sheet) = document.create_element("div") else { return };
    sheet.set_class_name(ON_PAPER);
    // The drawing is ours, and every name in it is written as text.
    sheet.set_inner_html(svg);
    if document.body().is_some_and(|body| body.append_child(&sheet).is_ok()) {
        let done = Closure::once_into_js(move || take_away(&document));
        window.set_onafterprint(Some(done.unchecked_ref()));
        drop(window.print());
    }
}

fn take_away(document: &Document) {
    if let Ok(Some(sheet)) = document.query_selector(&format!(".{ON_PAPER}")) {
        sheet.remove();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_large_map_is_as_fine_as_browsers_can() {
        assert_eq!(scale((400.0, 300.0)), FINE);
        for size in [(9000.0, 100.0), (6000.0, 6000.0), (100_000.0, 100_000.0)] {
            let scale = scale(size);
            assert!(size.0 * scale <= SIDE_MAX + 1.0 && size.0 * size.1 * scale * scale <= PIXELS_MAX + 1.0);
        }
    }

    #[wasm_bindgen_test]
    async fn a_drawing_becomes_a_png() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"><rect width=\"20\" height=\"10\"/></svg>";
        let png = png(svg, (20.0, 10.0)).await.unwrap();
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        // Width and height of the header.
        assert_eq!((&png[16..20], &png[20..24]), (&[0, 0, 0, 40][..], &[0, 0, 0, 20][..]));
    }
}
