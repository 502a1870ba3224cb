//! The rest of the browser: what it tells us, the address bar, files, sharing, preferences, storage's size.
//!
//! The service worker and the install prompt are the loader's (`public/loader.js`): they must work when this wasm doesn't load. The
//! loader and this port speak through events on `window` and marks on the root element.

use super::js;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Event as DomEvent, HtmlAnchorElement, HtmlElement, Url};

/// What the browser tells us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    /// It says that there is a network again.
    Online,
    /// The app came to the foreground.
    Foreground,
    /// A newer version of the app is stored and waits.
    UpdateReady,
    /// It offers to install the app, or no longer.
    Installable(bool),
    /// The part of the address after `#` changed.
    Link,
}

/// Where a shared text went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shared {
    /// To the share sheet.
    Sheet,
    /// To the clipboard.
    Clipboard,
    /// Nowhere: the person closed the sheet, or the browser refused.
    Nowhere,
}

/// What the browser says about this origin's storage. `None`: it doesn't say.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct StorageState {
    /// Whether it will not clear the storage by itself.
    pub(crate) persisted: Option<bool>,
    /// Bytes in use.
    pub(crate) used: Option<f64>,
    /// Bytes that may be used.
    pub(crate) quota: Option<f64>,
}

/// Listens for as long as the page lives. What was already so is said at once.
pub(crate) fn listen(on_event: impl Fn(Event) + Clone + 'static) {
    let Some(window) = web_sys::window() else { return };
    let names: [(&str, Event); 7] = [
        ("online", Event::Online),
        ("pageshow", Event::Foreground),
        ("focus", Event::Foreground),
        ("sightline:update", Event::UpdateReady),
        ("sightline:installable", Event::Installable(true)),
        ("appinstalled", Event::Installable(false)),
        ("hashchange", Event::Link),
    ];
    for (name, event) in names {
        let on_event = on_event.clone();
        js::listen(&window, name, move |_| on_event(event));
    }
    if let Some(document) = window.document() {
        let (again, on_event) = (document.clone(), on_event.clone());
        js::listen(&document, "visibilitychange", move |_| {
            if !again.hidden() {
                on_event(Event::Foreground);
            }
        });
    }
    if mark("update").is_some() {
        on_event(Event::UpdateReady);
    }
    if mark("installable").is_some() {
        on_event(Event::Installable(true));
    }
}

/// Whether nobody can see this tab.
pub(crate) fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}

/// Asks the loader to load the newer version; it reloads every tab.
pub(crate) fn accept_update() {
    say("sightline:accept");
}

/// Asks the loader to show the browser's dialog for installing.
pub(crate) fn install() {
    say("sightline:install");
}

/// The element that the app is mounted to.
pub(crate) fn app_root() -> Option<HtmlElement> {
    by_id("app")?.dyn_into().ok()
}

/// The page's first picture has done its work.
pub(crate) fn take_skeleton_away() {
    if let Some(skeleton) = by_id("skeleton") {
        skeleton.remove();
    }
}

/// A panic ends the session: say so on the page, with what helps to find the cause. What was saved is safe on the disk.
pub(crate) fn show_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let text = panic.to_string();
        web_sys::console::error_1(&JsValue::from_str(&text));
        if let (Some(page), Some(details)) = (by_id("stopped"), by_id("stopped-details")) {
            details.set_text_content(Some(&text));
            drop(page.remove_attribute("hidden"));
        }
    }));
}

/// Scheme, host and port.
pub(crate) fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Where the relay's socket is.
pub(super) fn socket_address() -> String {
    format!("{}/sync", origin().replacen("http", "ws", 1))
}

/// Takes the part after `#` out of the address bar, and out of the history: it may hold a secret.
pub(crate) fn take_fragment() -> Option<String> {
    let window = web_sys::window()?;
    let fragment = window
        .location()
        .hash()
        .ok()
        .filter(|hash| hash.starts_with("#join=") || hash.starts_with("#setup="))?;
    let path = window.location().pathname().unwrap_or_else(|_| "/".to_owned());
    if let Ok(history) = window.history() {
        drop(history.replace_state_with_url(&JsValue::NULL, "", Some(&path)));
    }
    Some(fragment)
}

/// Loads the app again from its front door, with this joining token in the address if there is one.
pub(crate) fn begin_anew(token: Option<&str>) {
    let Some(window) = web_sys::window() else { return };
    let address = token.map_or_else(|| "/".to_owned(), |token| format!("/#join={token}"));
    if let Ok(history) = window.history() {
        drop(history.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
    }
    drop(window.location().reload());
}

/// What this browser keeps as short texts; none where it keeps nothing.
pub(super) fn local_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// A preference of this browser (theme, language), not of the workspace.
pub(crate) fn recall(name: &str) -> Option<String> {
    local_storage()?.get_item(&format!("sightline-{name}")).ok()?
}

/// Keeps a preference; a browser that keeps nothing forgets it.
pub(crate) fn remember(name: &str, value: &str) {
    if let Some(storage) = local_storage() {
        drop(storage.set_item(&format!("sightline-{name}"), value));
    }
}

/// Forgets a preference.
pub(crate) fn forget(name: &str) {
    if let Some(storage) = local_storage() {
        drop(storage.remove_item(&format!("sightline-{name}")));
    }
}

/// Names the build that runs: by its code's own name, which has a hash of it.
pub(crate) fn build() -> String {
    let script = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("script[data-wasm]").ok().flatten());
    script.and_then(|script| script.get_attribute("data-wasm")).unwrap_or_default()
}

/// Marks the root element, for the style sheet: `data-theme="dark"`.
pub(crate) fn set_mark(name: &str, value: &str) {
    if let Some(root) = root() {
        drop(root.set_attribute(&format!("data-{name}"), value));
    }
}

/// The languages that the person prefers, best first ("es-MX", "en").
pub(crate) fn languages() -> Vec<String> {
    let Some(navigator) = js::navigator() else { return Vec::new() };
    navigator.languages().iter().filter_map(|language| language.as_string()).collect()
}

/// Sets the language of the page, for screen readers and hyphenation.
pub(crate) fn set_language(language: &str) {
    if let Some(root) = root() {
        drop(root.set_attribute("lang", language));
    }
}

/// Offers bytes as a file.
pub(crate) fn download(name: &str, media_type: &str, parts: &[Vec<u8>]) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let list: Array = parts.iter().map(|part| JsValue::from(Uint8Array::from(part.as_slice()))).collect();
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&list, &options) else { return };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else { return };
    let anchor =
        document.create_element("a").ok().and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(anchor) = anchor {
        anchor.set_href(&address);
        anchor.set_download(name);
        anchor.unchecked_ref::<HtmlElement>().click();
    }
    // The browser reads the blob after this task; a minute is ample, and a leak would last as long as the tab.
    wasm_bindgen_futures::spawn_local(async move {
        super::clock::sleep(sightline_shared::id::Span::minutes(1)).await;
        drop(Url::revoke_object_url(&address));
    });
}

/// What a chosen file holds, up to one byte more than may be read: who gets more than that knows that it is too large. Nothing when it
/// can't be read.
pub(crate) async fn read_file(file: web_sys::File, bytes_max: usize) -> Option<Vec<u8>> {
    let end = f64::from(u32::try_from(bytes_max.saturating_add(1)).unwrap_or(u32::MAX));
    let begin = file.slice_with_f64_and_f64(0.0, end).ok()?;
    let buffer = wasm_bindgen_futures::JsFuture::from(begin.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Hands a text to the phone's share sheet, or to the clipboard where there is none.
pub(crate) async fn share(title: &str, text: &str) -> Shared {
    let Some(navigator) = js::navigator() else { return Shared::Nowhere };
    if js::get(&navigator, "share").is_some() {
        let data = js_sys::Object::new();
        js::set(&data, "title", &title.into());
        js::set(&data, "text", &text.into());
        let shared = js::call_async(&navigator, "share", &[data.into()]).await;
        return if shared.is_ok() { Shared::Sheet } else { Shared::Nowhere };
    }
    let copied = match js::get(&navigator, "clipboard") {
        Some(clipboard) => js::call_async(&clipboard, "writeText", &[text.into()]).await.is_ok(),
        None => false,
    };
    if copied { Shared::Clipboard } else { Shared::Nowhere }
}

/// How much is stored, and whether the browser may clear it by itself.
pub(crate) async fn storage() -> StorageState {
    let Some(manager) = js::navigator().and_then(|navigator| js::get(&navigator, "storage")) else {
        return StorageState::default();
    };
    let persisted =
        js::call_async(&manager, "persisted", &[]).await.ok().and_then(|persisted| persisted.as_bool());
    let estimate = js::call_async(&manager, "estimate", &[]).await.unwrap_or(JsValue::NULL);
    let number = |name| js::get(&estimate, name).and_then(|number| number.as_f64());
    if estimate.is_object() {
        StorageState { persisted, used: number("usage"), quota: number("quota") }
    } else {
        StorageState { persisted, used: None, quota: None }
    }
}

/// Asks the browser not to clear the storage by itself. Answers whether it agreed.
pub(crate) async fn persist_storage() -> bool {
    let Some(manager) = js::navigator().and_then(|navigator| js::get(&navigator, "storage")) else {
        return false;
    };
    js::call_async(&manager, "persist", &[]).await.is_ok_and(|agreed| agreed.is_truthy())
}

/// A span for benches, from a moment on [`super::clock::monotonic`] until now.
pub(crate) fn measure(name: &str, from: f64) {
    let Some(performance) = web_sys::window().and_then(|window| window.performance()) else { return };
    let options = js_sys::Object::new();
    js::set(&options, "start", &JsValue::from_f64(from));
    js::set(&options, "end", &JsValue::from_f64(performance.now()));
    drop(js::call(&performance, "measure", &[name.into(), options.into()]));
}

fn by_id(id: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

fn mark(name: &str) -> Option<String> {
    root()?.get_attribute(&format!("data-{name}"))
}

fn say(name: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), DomEvent::new(name)) {
        drop(window.dispatch_event(&event));
    }
}
