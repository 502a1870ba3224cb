//! A device: a cookie, a socket, and documents that it writes itself.

use crate::keys::Keys;
use crate::relay::Relay;
use futures_util::{SinkExt, StreamExt};
use sightline_shared::api::Me;
use sightline_shared::doc::{Doc, write};
use sightline_shared::edit::{Edit, Stamp};
use sightline_shared::id::{Actor, DocId, DocKind, EventId, Incarnation, Millis, Span};
use sightline_shared::model::PartyKind;
use sightline_shared::view::ROW_VERSION;
use sightline_shared::wire::{self, Acked, Change, Cursor, FromDevice, FromRelay, Hello, Push, Welcome};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::handshake::client::Request;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// A device that joined.
#[derive(Clone)]
pub struct Device {
    pub cookie: String,
    pub me: Me,
    pub actor: Actor,
}

/// An open socket.
pub struct Socket(pub WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Device {
    pub fn join(relay: &Relay, token: &str) -> Self {
        Self::join_as(relay, token, &Keys::fresh())
    }

    pub fn join_as(relay: &Relay, token: &str, keys: &Keys) -> Self {
        let answer = relay.join_as(token, keys);
        assert_eq!(answer.status, 200, "{}", answer.body);
        let me: Me = serde_json::from_str(&answer.body).unwrap();
        let incarnation = Incarnation::from_bytes([7; 8]);
        Self { cookie: answer.cookie(), actor: Actor { device: me.device, incarnation }, me }
    }

    pub async fn connect(&self, relay: &Relay) -> Socket {
        connect(relay, Some(&self.cookie), Some(&relay.origin())).await.expect("the socket opens")
    }

    /// Connects and greets.
    pub async fn greet(&self, relay: &Relay, cursor: Option<Cursor>) -> (Socket, Welcome) {
        let mut socket = self.connect(relay).await;
        socket.say(&hello(cursor)).await;
        match socket.hear().await {
            FromRelay::Welcome(welcome) => (socket, welcome),
            other => panic!("{other:?}"),
        }
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            by: self.me.person,
            event: EventId::from_bytes([9; 8]),
            device_time: Millis(1),
            offset: Span::ZERO,
        }
    }

    /// A change that puts a new team on the map.
    pub fn team(&self, n: u8, name: &str) -> Change {
        let mut bytes = [n; 16];
        bytes[0] = DocKind::Party.into();
        let id = DocId::from_bytes(bytes);
        let edit = Edit::AddParty { id, kind: PartyKind::Team, name: name.to_owned() };
        let written = write(&mut Doc::empty(id), self.actor, &[(&edit, self.stamp())]).unwrap();
        Change { doc: id, bytes: written.bytes.into() }
    }
}

pub fn hello(cursor: Option<Cursor>) -> FromDevice {
    FromDevice::Hello(Hello {
        version: wire::VERSION,
        cursor,
        row_version: ROW_VERSION,
        docs_after: None,
        wants_docs: cursor.is_none(),
        compare: false,
        keeps: None,
        statistics: None,
    })
}

/// Opens a socket with these credentials.
pub async fn connect(relay: &Relay, cookie: Option<&str>, origin: Option<&str>) -> Result<Socket, Error> {
    connect_async(upgrade(relay.port, cookie, origin)).await.map(|(socket, _)| Socket(socket))
}

/// The request for a socket of the relay at this port.
pub fn upgrade(port: u16, cookie: Option<&str>, origin: Option<&str>) -> Request {
    let mut request = format!("ws://localhost:{port}/sync").into_client_request().unwrap();
    for (name, value) in [("cookie", cookie), ("origin", origin)] {
        if let Some(value) = value {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
    }
    request
}

impl Socket {
    pub async fn say(&mut self, frame: &FromDevice) {
        self.0.send(Message::Binary(wire::encode(frame).into())).await.unwrap();
    }

    /// The next frame but for figures, which come whenever they are made.
    pub async fn hear(&mut self) -> FromRelay {
        loop {
            match self.hear_all().await {
                FromRelay::Statistics(_) => {}
                frame => return frame,
            }
        }
    }

    /// The next frame.
    pub async fn hear_all(&mut self) -> FromRelay {
        loop {
            match self.0.next().await.expect("the socket is open").unwrap() {
                Message::Binary(bytes) => return wire::read(&bytes).unwrap(),
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// The code with which the relay closes the socket, whatever it says before.
    pub async fn close_code(&mut self) -> u16 {
        loop {
            match self.0.next().await.expect("the relay says goodbye") {
                Ok(Message::Close(frame)) => return frame.expect("a reason").code.into(),
                Ok(_) => {}
                Err(error) => panic!("{error}"),
            }
        }
    }

    pub async fn push(&mut self, batch: u64, changes: Vec<Change>) -> Acked {
        self.say(&FromDevice::Push(Push { batch, changes, seals: Vec::new() })).await;
        loop {
            match self.hear().await {
                FromRelay::Acked(acked) => return acked,
                FromRelay::Chunk(_) => self.say(&FromDevice::More).await,
                other => panic!("{other:?}"),
            }
        }
    }

    /// Takes the whole bootstrap: rows and documents counted.
    pub async fn bootstrap(&mut self) -> (u32, Vec<DocId>) {
        let (mut rows, mut docs) = (0, Vec::new());
        loop {
            match self.hear().await {
                FromRelay::Chunk(chunk) => {
                    assert!(chunk.docs.is_empty() || chunk.rows_done, "rows come before documents");
                    rows += chunk.row_count;
                    docs.extend(chunk.docs.iter().map(|doc| doc.doc));
                    if chunk.docs_done {
                        return (rows, docs);
                    }
                    self.say(&FromDevice::More).await;
                }
                other => panic!("{other:?}"),
            }
        }
    }
}
