//! The WebSocket to the relay. Never blocks, and never holds more than one connection.

use super::clock::Timer;
use js_sys::Uint8Array;
use sightline_shared::id::Span;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BinaryType, Event as DomEvent, MessageEvent, WebSocket};

/// Bytes that the browser may hold unsent. Beyond it frames wait here, so that closing loses as little as possible.
const BUFFERED_BYTES_MAX: u32 = 256 << 10;
/// How often to look whether the browser has sent enough.
const DRAIN_EVERY: Span = Span(50);

/// What the socket says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    /// It is open.
    Open,
    /// A frame arrived.
    Frame(Vec<u8>),
    /// It closed by itself, or could not be opened. Not said after [`Socket::close`].
    Closed,
}

/// The socket; at most one connection at a time.
#[derive(Clone)]
pub(crate) struct Socket {
    live: Rc<RefCell<Option<Live>>>,
    events: Rc<dyn Fn(Event)>,
}

struct Live {
    socket: WebSocket,
    waiting: VecDeque<Vec<u8>>,
    drain: Timer,
    _on_event: Closure<dyn FnMut(DomEvent)>,
}

impl Socket {
    /// A socket that says what happens to `events`.
    pub(crate) fn new(events: impl Fn(Event) + 'static) -> Self {
        Self { live: Rc::default(), events: Rc::new(events) }
    }

    /// Opens a connection to this origin's relay; an older one is closed without a word.
    pub(crate) fn open(&self) {
        self.close();
        let Ok(socket) = WebSocket::new(&super::platform::socket_address()) else {
            (self.events)(Event::Closed);
            return;
        };
        socket.set_binary_type(BinaryType::Arraybuffer);
        let (events, live) = (Rc::clone(&self.events), Rc::downgrade(&self.live));
        let on_event = Closure::<dyn FnMut(DomEvent)>::new(move |event: DomEvent| {
            let said = match event.type_().as_str() {
                "open" => Event::Open,
                "message" => match event.dyn_ref::<MessageEvent>().map(MessageEvent::data) {
                    // Text is not a frame of this protocol; the session decides about the line when frames stay away.
                    Some(data) if data.is_instance_of::<js_sys::ArrayBuffer>() => {
                        Event::Frame(Uint8Array::new(&data).to_vec())
                    }
                    _ => return,
                },
                _ => Event::Closed,
            };
            if said == Event::Closed
                && let Some(live) = live.upgrade()
            {
                retire(live.replace(None));
            }
            events(said);
        });
        let function = on_event.as_ref().unchecked_ref();
        socket.set_onopen(Some(function));
        socket.set_onmessage(Some(function));
        socket.set_onclose(Some(function));
        let live = Live { socket, waiting: VecDeque::new(), drain: Timer::default(), _on_event: on_event };
        self.live.replace(Some(live));
    }

    /// Sends a frame when the browser has room for it. Dropped without a connection: the session sends it again.
    pub(crate) fn send(&self, frame: Vec<u8>) {
        if let Some(live) = self.live.borrow_mut().as_mut() {
            live.waiting.push_back(frame);
        }
        self.drain();
    }

    /// Closes without a word.
    pub(crate) fn close(&self) {
        retire(self.live.replace(None));
    }

    fn drain(&self) {
        let mut live = self.live.borrow_mut();
        let Some(live) = live.as_mut() else { return };
        while live.socket.buffered_amount() < BUFFERED_BYTES_MAX {
            let Some(frame) = live.waiting.pop_front() else { return };
            // Refused only while connecting or after closing; both are told by an event.
            drop(live.socket.send_with_u8_array(&frame));
        }
        if !live.waiting.is_empty() {
            let again = self.clone();
            live.drain.set(DRAIN_EVERY, move || again.drain());
        }
    }
}

/// Lets go of a connection. The closure may be the one that runs now, so it goes in a task of its own.
fn retire(live: Option<Live>) {
    let Some(live) = live else { return };
    live.socket.set_onopen(None);
    live.socket.set_onmessage(None);
    live.socket.set_onclose(None);
    drop(live.socket.close());
    wasm_bindgen_futures::spawn_local(async move { drop(live) });
}
