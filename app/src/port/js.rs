//! Small helpers around `Reflect`, for the browser interfaces that web-sys keeps behind its unstable flag.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::EventTarget;

/// A property of an object; `None` when it is missing, null or undefined.
pub(super) fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = js_sys::Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// Sets a property of a fresh plain object; a plain object doesn't refuse.
pub(super) fn set(object: &JsValue, name: &str, value: &JsValue) {
    drop(js_sys::Reflect::set(object, &JsValue::from_str(name), value));
}

/// Calls a method. `None` when the object has no such method, or when it threw.
pub(super) fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method = get(object, name)?.dyn_into::<js_sys::Function>().ok()?;
    method.apply(object, &arguments.iter().collect()).ok()
}

/// Calls a method that answers with a promise, and waits for it.
///
/// # Errors
/// What the promise was rejected with; undefined when there is no such method or it threw.
pub(super) async fn call_async(
    object: &JsValue,
    name: &str,
    arguments: &[JsValue],
) -> Result<JsValue, JsValue> {
    let promise = call(object, name, arguments).ok_or(JsValue::UNDEFINED)?;
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&promise)).await
}

/// Listens for as long as the page lives.
pub(super) fn listen(target: &EventTarget, event: &str, on_event: impl FnMut(web_sys::Event) + 'static) {
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(on_event);
    drop(target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref()));
    closure.forget();
}

/// The navigator; `None` outside a window.
pub(super) fn navigator() -> Option<web_sys::Navigator> {
    Some(web_sys::window()?.navigator())
}
