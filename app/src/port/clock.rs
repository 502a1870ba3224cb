//! Time and timers: the one place in the app that reads a clock.

use js_sys::Promise;
use sightline_shared::id::{Millis, Span};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// The longest timer that browsers keep: `setTimeout` counts in a signed 32-bit number of milliseconds.
const TIMER_MS_MAX: i64 = i32::MAX as i64;

/// This device's clock. It may be wrong, and it may jump.
pub(crate) fn now() -> Millis {
    // A double holds whole milliseconds exactly for 285,000 years.
    #[expect(clippy::cast_possible_truncation)]
    let now = js_sys::Date::now() as i64;
    Millis(now)
}

/// Milliseconds since the page began to load, from a clock that never jumps.
pub(crate) fn monotonic() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// One pending timer. Dropping it cancels it.
#[derive(Default, Clone)]
pub(crate) struct Timer(Rc<RefCell<Option<Pending>>>);

struct Pending {
    handle: i32,
    _closure: Closure<dyn FnMut()>,
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.handle);
        }
    }
}

impl Timer {
    /// Calls once after `span`, replacing what was set before.
    pub(crate) fn set(&self, span: Span, then: impl FnMut() + 'static) {
        let Some(window) = web_sys::window() else { return };
        let closure = Closure::<dyn FnMut()>::new(then);
        let wait = i32::try_from(span.0.clamp(0, TIMER_MS_MAX)).unwrap_or(i32::MAX);
        let function = closure.as_ref().unchecked_ref();
        // A closure may set its own timer again while it runs: the old one must outlive this statement.
        let old = match window.set_timeout_with_callback_and_timeout_and_arguments_0(function, wait) {
            Ok(handle) => self.0.replace(Some(Pending { handle, _closure: closure })),
            Err(_) => self.0.replace(None),
        };
        if let Some(old) = old {
            wasm_bindgen_futures::spawn_local(async move { drop(old) });
        }
    }
}

/// Waits at least `span`.
pub(crate) async fn sleep(span: Span) {
    let wait = i32::try_from(span.0.clamp(0, TIMER_MS_MAX)).unwrap_or(i32::MAX);
    wait_for(|resolve| {
        if let Some(window) = web_sys::window() {
            drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(resolve, wait));
        }
    })
    .await;
}

/// Lets the browser paint and take input before going on: at most 200 ms later, or at once when it is idle.
pub(crate) async fn idle() {
    wait_for(|resolve| {
        let Some(window) = web_sys::window() else { return };
        // Safari has no requestIdleCallback (https://webkit.org/b/164193).
        if super::js::get(&window, "requestIdleCallback").is_some() {
            let options = js_sys::Object::new();
            super::js::set(&options, "timeout", &JsValue::from_f64(200.0));
            drop(super::js::call(&window, "requestIdleCallback", &[resolve.clone().into(), options.into()]));
        } else {
            drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(resolve, 16));
        }
    })
    .await;
}

/// Waits until the browser has painted what was changed before this call; half a second when the page is hidden and never paints.
pub(crate) async fn painted() {
    wait_for(|resolve| {
        if let Some(window) = web_sys::window() {
            drop(window.request_animation_frame(resolve));
            drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(resolve, 500));
        }
    })
    .await;
    breathe().await;
}

/// Goes on in a task of its own, without the 4 ms that nested timers cost.
pub(crate) async fn breathe() {
    let Ok(channel) = web_sys::MessageChannel::new() else { return sleep(Span::ZERO).await };
    wait_for(|resolve| {
        channel.port1().set_onmessage(Some(resolve));
        drop(channel.port2().post_message(&JsValue::NULL));
    })
    .await;
    channel.port1().close();
}

/// Long work in slices: the browser gets its turn whenever one has taken [`SLICE_MS`].
pub(crate) struct Slices {
    began: f64,
}

/// How long a slice may take, in milliseconds: the rest of a 50 ms task is the screen's.
pub(crate) const SLICE_MS: f64 = 12.0;

impl Slices {
    /// The first slice begins.
    pub(crate) fn begin() -> Self {
        Self { began: monotonic() }
    }

    /// Between two steps of the work: breathes if the slice has taken long enough.
    pub(crate) async fn step(&mut self) {
        if monotonic() - self.began > SLICE_MS {
            breathe().await;
            self.began = monotonic();
        }
    }
}

async fn wait_for(mut start: impl FnMut(&js_sys::Function)) {
    let promise = Promise::new(&mut |resolve, _reject| start(&resolve));
    // It is never rejected.
    drop(JsFuture::from(promise).await);
}
