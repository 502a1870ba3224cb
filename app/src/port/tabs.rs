//! Several tabs of one device: a Web Lock elects the one that holds the socket, and a BroadcastChannel carries hints.

use super::js;
use js_sys::{Promise, Uint8Array};
use sightline_shared::session::Hint;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

const LOCK: &str = "sightline-leader";
const CHANNEL: &str = "sightline";
/// Who leads, asked of all tabs.
const ASKS: &str = "who leads?";
/// The leader's answer.
const LEADS: &str = "I lead";

/// What another tab says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Word {
    /// A hint for the session.
    Hint(Box<Hint>),
    /// Whether there is a leader that is awake.
    Asks,
    /// There is, and it is that tab.
    Leads,
}

/// How to come by the lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// When no other tab has it.
    Wait,
    /// At once: the tab that has it doesn't answer, and the browser doesn't take a lock away from a tab that is frozen.
    Seize,
}

/// Whether the browser passes the lead on.
pub(crate) fn has_locks() -> bool {
    locks().is_some()
}

fn locks() -> Option<JsValue> {
    js::navigator().and_then(|navigator| js::get(&navigator, "locks"))
}

/// Calls `on_lead` once when this tab leads: at once where there are no Web Locks. The browser passes the lock on when a tab is closed,
/// crashes or is discarded; `on_lost` is called when another tab has seized it.
pub(crate) fn lead(turn: Turn, on_lead: impl FnOnce() + 'static, on_lost: impl FnOnce() + 'static) {
    let Some(locks) = locks() else { return on_lead() };
    let on_lead = Rc::new(Cell::new(Some(on_lead)));
    let granted = Rc::clone(&on_lead);
    let held = Closure::<dyn FnMut() -> Promise>::new(move || {
        if let Some(on_lead) = granted.take() {
            on_lead();
        }
        // Never settled: the lock is held for the tab's life.
        Promise::new(&mut |_, _| ())
    });
    let options = js_sys::Object::new();
    js::set(&options, "steal", &JsValue::from_bool(turn == Turn::Seize));
    let arguments = [JsValue::from_str(LOCK), options.into(), held.as_ref().clone()];
    held.forget();
    wasm_bindgen_futures::spawn_local(async move {
        // It ends in one way only: by an error.
        if js::call_async(&locks, "request", &arguments).await.is_err() {
            match on_lead.take() {
                // This browser gives no locks here: as if there were none.
                Some(on_lead) => on_lead(),
                None => on_lost(),
            }
        }
    });
}

/// The line between the tabs. Silent where the browser has no BroadcastChannel.
pub(crate) struct Tabs {
    channel: Option<BroadcastChannel>,
    _on_message: Option<Closure<dyn FnMut(MessageEvent)>>,
}

impl Tabs {
    /// Listens to the other tabs. A hint that can't be read (from another version) is left out: storage is the truth.
    pub(crate) fn new(on_word: impl Fn(Word) + 'static) -> Self {
        let Ok(channel) = BroadcastChannel::new(CHANNEL) else {
            return Self { channel: None, _on_message: None };
        };
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(word) = read(&event.data()) {
                on_word(word);
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Self { channel: Some(channel), _on_message: Some(on_message) }
    }

    /// Tells the other tabs.
    pub(crate) fn tell(&self, hint: &Hint) {
        self.post(&Uint8Array::from(sightline_shared::wire::encode(hint).as_slice()));
    }

    /// Asks whether there is a leader that is awake.
    pub(crate) fn ask(&self) {
        self.post(&JsValue::from_str(ASKS));
    }

    /// Says that this tab leads.
    pub(crate) fn say_leads(&self) {
        self.post(&JsValue::from_str(LEADS));
    }

    fn post(&self, message: &JsValue) {
        if let Some(channel) = &self.channel {
            drop(channel.post_message(message));
        }
    }
}

fn read(data: &JsValue) -> Option<Word> {
    if let Some(text) = data.as_string() {
        return match text.as_str() {
            ASKS => Some(Word::Asks),
            LEADS => Some(Word::Leads),
            _ => None,
        };
    }
    minicbor::decode(&data.dyn_ref::<Uint8Array>()?.to_vec()).ok().map(|hint| Word::Hint(Box::new(hint)))
}
