//! Several tabs of one device: a Web Lock elects the one that holds the socket, and a BroadcastChannel carries hints.

use super::js;
use js_sys::{Promise, Uint8Array};
use sightline_shared::session::Hint;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

const LOCK: &str = "sightline-leader";
const CHANNEL: &str = "sightline";

/// Calls once when this tab leads: at once where there are no Web Locks, else when no other tab does. It then leads until it is
/// closed; the browser passes the lock on when a tab is closed, crashes or is discarded.
pub(crate) fn lead(on_lead: impl FnOnce() + 'static) {
    let Some(locks) = js::navigator().and_then(|navigator| js::get(&navigator, "locks")) else {
        on_lead();
        return;
    };
    let mut on_lead = Some(on_lead);
    let held = Closure::<dyn FnMut() -> Promise>::new(move || {
        if let Some(on_lead) = on_lead.take() {
            on_lead();
        }
        // Never settled: the lock is held for the tab's life.
        Promise::new(&mut |_, _| ())
    });
    drop(js::call(&locks, "request", &[JsValue::from_str(LOCK), held.as_ref().clone()]));
    held.forget();
}

/// The line between the tabs. Silent where the browser has no BroadcastChannel.
pub(crate) struct Tabs {
    channel: Option<BroadcastChannel>,
    _on_message: Option<Closure<dyn FnMut(MessageEvent)>>,
}

impl Tabs {
    /// Listens to the other tabs. A hint that can't be read (from another version) is left out: storage is the truth.
    pub(crate) fn new(on_hint: impl Fn(Hint) + 'static) -> Self {
        let Ok(channel) = BroadcastChannel::new(CHANNEL) else {
            return Self { channel: None, _on_message: None };
        };
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let Ok(bytes) = event.data().dyn_into::<Uint8Array>() else { return };
            if let Ok(hint) = minicbor::decode(&bytes.to_vec()) {
                on_hint(hint);
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Self { channel: Some(channel), _on_message: Some(on_message) }
    }

    /// Tells the other tabs.
    pub(crate) fn tell(&self, hint: &Hint) {
        if let Some(channel) = &self.channel {
            let bytes = Uint8Array::from(sightline_shared::wire::encode(hint).as_slice());
            drop(channel.post_message(&bytes));
        }
    }
}
