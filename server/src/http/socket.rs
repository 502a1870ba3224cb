//! `GET /sync`: the socket of one device. The rules are in `room::Conn`; this drives it, with a clock, a store and patience.

use super::App;
use super::peer::ClientAddress;
use super::problem::Problem;
use super::sockets::Place;
use crate::auth::cookie;
use crate::clock;
use crate::limits::{
    FRAMES_BURST_MAX, FRAMES_PER_SECOND_MAX, HELLO_TIME_MAX, PACKED_FROM_BYTES, PING_EVERY, SEND_TIME_MAX,
    SILENCE_MAX, SOCKET_READ_BYTES, SOCKET_WRITE_BYTES, SOCKET_WRITE_BYTES_MAX,
};
use crate::room::{
    self, Asked, Author, Conn, Figures, Given, Line, Next, Pass, Published, Read, RoomHandle, Ticket,
};
use crate::store::{AccessStore, DeviceRecord};
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::http::HeaderMap;
use axum::response::Response;
use futures_util::FutureExt;
use futures_util::stream::StreamExt;
use sightline_shared::limits::FRAME_BYTES_MAX;
use sightline_shared::wire::{self, Acked, CloseReason, FromDevice, FromRelay, Packing};
use std::sync::Arc;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep_until, timeout};

/// Upgrades to a socket. A device without a session is told so on the socket, where the app can hear it.
///
/// # Errors
/// A foreign or missing origin, and too many sockets.
pub async fn sync(
    State(app): State<App>,
    address: ClientAddress,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Problem> {
    if !app.origins().allows(&headers) {
        return Err(Problem::BadOrigin);
    }
    let suspended = app.access(|store| store.suspended()).await?.is_some();
    let device = match cookie::session(&headers).filter(|_| !suspended) {
        Some(token) => app.access(move |store| store.session(token, clock::now())).await?,
        None => None,
    };
    let upgrade = upgrade
        .max_message_size(FRAME_BYTES_MAX)
        .max_frame_size(FRAME_BYTES_MAX)
        .read_buffer_size(SOCKET_READ_BYTES)
        .write_buffer_size(SOCKET_WRITE_BYTES)
        .max_write_buffer_size(SOCKET_WRITE_BYTES_MAX);
    let Some(device) = device else {
        // A device that hears "signed out" tries its key, and may give up; of a suspended relay it thinks nothing worse than "later".
        let reason = if suspended { CloseReason::Internal } else { CloseReason::SignedOut };
        return Ok(upgrade.on_upgrade(async move |mut socket| close(&mut socket, reason).await));
    };
    let place = app.sockets().enter(device.id, address.0).ok_or(Problem::TooManySockets)?;
    Ok(upgrade.on_upgrade(move |socket| serve(app, socket, device, place)))
}

async fn serve(app: App, mut socket: WebSocket, device: DeviceRecord, mut place: Place) {
    let id = device.id;
    // It may have been revoked before it had its place.
    if !note_seen(&app, &device).await {
        return close(&mut socket, CloseReason::SignedOut).await;
    }
    let mut session = Session::new(app.clone(), socket, &device);
    let ended = tokio::select! {
        biased;
        () = place.revoked() => Ended::Because(CloseReason::SignedOut),
        ended = session.run() => ended,
    };
    if let Ended::Because(reason) = ended {
        close(&mut session.socket, reason).await;
    }
    tracing::debug!(device = %id, ?ended, "a socket ended");
    note_seen(&app, &device).await;
    drop(place);
}

/// `false`: the device was revoked.
async fn note_seen(app: &App, device: &DeviceRecord) -> bool {
    let id = device.id;
    app.access(move |store| store.note_seen(id, clock::now())).await.unwrap_or_else(|error| {
        tracing::warn!(%error, "can't note that a device was seen");
        true
    })
}

/// Says why, in a frame for the app and in the socket's own close code, and gives up on who doesn't listen.
async fn close(socket: &mut WebSocket, reason: CloseReason) {
    let frame = wire::encode(&FromRelay::Close(reason));
    let code = u16::try_from(4_000 + reason.number().min(999)).unwrap_or(4_999);
    let goodbye = async {
        let _ = socket.send(Message::Binary(frame.into())).await;
        let _ = socket.send(Message::Close(Some(CloseFrame { code, reason: "".into() }))).await;
        // The other end closes too; what it still says is of no interest.
        while let Some(Ok(_)) = socket.next().await {}
    };
    let _ = timeout(crate::limits::GOODBYE_TIME_MAX / 2, goodbye).await;
}

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// The other end is gone.
    Gone,
    /// The relay ends it.
    Because(CloseReason),
}

struct Session {
    app: App,
    socket: WebSocket,
    author: Author,
    pass: Pass,
    conn: Conn,
    published: watch::Receiver<Arc<Published>>,
    figures: watch::Receiver<Option<Arc<Figures>>>,
    stopping: watch::Receiver<bool>,
    ticket: Ticket,
    settled: mpsc::Receiver<Option<Box<Acked>>>,
    heard: Instant,
    /// Since it was last heard, a sign of life was asked for.
    asked: bool,
    pace: Pace,
    began: Instant,
    line: Line,
}

/// What woke a session.
enum Woke {
    Frame(Option<Message>),
    Settled(Option<Box<Acked>>),
    LogMoved,
    Figures,
    Stopping,
    Time,
}

impl Session {
    fn new(app: App, socket: WebSocket, device: &DeviceRecord) -> Self {
        let (ticket, settled) = RoomHandle::ticket();
        Self {
            author: Author { device: device.id, person: device.person, admin: device.admin },
            pass: app.room().gate().pass(device.person),
            conn: Conn::new(app.room().sealer()),
            published: app.room().published(),
            figures: app.figures(),
            stopping: app.stopping(),
            ticket,
            settled,
            heard: Instant::now(),
            asked: false,
            pace: Pace::new(),
            began: Instant::now(),
            line: Line::default(),
            app,
            socket,
        }
    }

    async fn run(&mut self) -> Ended {
        loop {
            if let Err(ended) = self.work().await {
                return ended;
            }
            let due = self.wake_at();
            let woke = tokio::select! {
                biased;
                _ = self.stopping.wait_for(|stopping| *stopping) => Woke::Stopping,
                settled = self.settled.recv() => Woke::Settled(settled.flatten()),
                message = self.socket.next() => Woke::Frame(message.and_then(Result::ok)),
                moved = self.published.changed() => if moved.is_ok() { Woke::LogMoved } else { Woke::Stopping },
                made = self.figures.changed() => if made.is_ok() { Woke::Figures } else { Woke::Stopping },
                () = sleep_until(due) => Woke::Time,
            };
            if let Err(ended) = self.woken(woke).await {
                return ended;
            }
        }
    }

    async fn woken(&mut self, woke: Woke) -> Result<(), Ended> {
        match woke {
            Woke::Stopping => Err(Ended::Because(CloseReason::GoingAway)),
            Woke::Settled(Some(acked)) => {
                self.conn.settled(*acked);
                Ok(())
            }
            Woke::Settled(None) => Err(Ended::Because(CloseReason::Internal)),
            Woke::LogMoved => Ok(()),
            Woke::Figures => {
                self.figures.borrow().iter().for_each(|figures| self.conn.publish(figures));
                Ok(())
            }
            Woke::Frame(message) => self.message(message).await,
            Woke::Time if !self.conn.is_open() && self.began.elapsed() >= HELLO_TIME_MAX => {
                Err(Ended::Because(CloseReason::Protocol))
            }
            Woke::Time if self.heard.elapsed() >= SILENCE_MAX => Err(Ended::Gone),
            Woke::Time if self.heard.elapsed() >= PING_EVERY && !self.asked => {
                self.asked = true;
                self.put(Message::Ping(Bytes::new())).await
            }
            Woke::Time => Ok(()),
        }
    }

    /// When something is due without anybody saying anything.
    fn wake_at(&self) -> Instant {
        let quiet = self.heard + if self.asked { SILENCE_MAX } else { PING_EVERY };
        if self.conn.is_open() { quiet } else { quiet.min(self.began + HELLO_TIME_MAX) }
    }

    /// Does what the connection wants until it wants nothing, with an ear open meanwhile.
    async fn work(&mut self) -> Result<(), Ended> {
        loop {
            // The log's end first, then the outcomes: those up to that end are all there (see `room::tell`).
            let head = self.published.borrow_and_update().head.seq;
            while let Ok(settled) = self.settled.try_recv() {
                self.conn.settled(*settled.ok_or(Ended::Because(CloseReason::Internal))?);
            }
            self.conn.log_moved(head, self.pass.turned());
            if self.line.is_full() {
                // The device's answer wakes us.
                return Ok(());
            }
            match self.conn.next(clock::now()) {
                Next::Wait => return Ok(()),
                next => self.act(next).await?,
            }
            if *self.stopping.borrow() {
                return Err(Ended::Because(CloseReason::GoingAway));
            }
            if let Some(message) = self.socket.next().now_or_never() {
                self.message(message.and_then(Result::ok)).await?;
            }
        }
    }

    async fn act(&mut self, next: Next) -> Result<(), Ended> {
        let mut next = Some(next);
        while let Some(step) = next.take() {
            match step {
                Next::Wait => {}
                Next::Send(frame) => {
                    let bytes = wire::encode(&frame);
                    let holds = bytes.len();
                    let packed = self.packed(bytes).await?;
                    self.put_frame(packed.into(), holds).await?;
                }
                Next::SendEncoded(bytes) => {
                    let holds = bytes.len();
                    self.put_frame(Bytes::from_owner(bytes), holds).await?;
                }
                Next::Read(read) => {
                    let given = self.read(read).await?;
                    next = self.conn.given(given);
                }
            }
        }
        Ok(())
    }

    async fn read(&mut self, read: Read) -> Result<Given, Ended> {
        if let Read::Range { after, upto } = read
            && let Some((to, frame)) = self.published.borrow().frame(after, upto)
        {
            return Ok(Given::Encoded(to, frame));
        }
        let (pass, bytes) = (self.pass.clone(), self.line.bytes());
        self.app.read(move |store| room::read_piece(store, &pass, &read, bytes, clock::now())).await.map_err(
            |error| {
                tracing::error!(%error, "a reader's store failed");
                Ended::Because(CloseReason::Internal)
            },
        )
    }

    /// Large frames are packed, away from the threads that serve others.
    async fn packed(&mut self, bytes: Vec<u8>) -> Result<Vec<u8>, Ended> {
        let packing = self.conn.packing();
        if bytes.len() < PACKED_FROM_BYTES || packing == Packing::Plain {
            return Ok(bytes);
        }
        let packed = tokio::task::spawn_blocking(move || packing.pack(bytes)).await;
        packed.map_err(|_| Ended::Because(CloseReason::Internal))
    }

    /// Sends a frame that holds so many bytes inflated.
    async fn put_frame(&mut self, bytes: Bytes, holds: usize) -> Result<(), Ended> {
        let number = self.line.sent(holds, bytes.len(), self.began.elapsed());
        self.put(Message::Binary(bytes)).await?;
        match number {
            Some(number) => self.put(Message::Ping(Bytes::copy_from_slice(&number.to_be_bytes()))).await,
            None => Ok(()),
        }
    }

    async fn put(&mut self, message: Message) -> Result<(), Ended> {
        match timeout(SEND_TIME_MAX, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Ended::Gone),
            Err(_) => Err(Ended::Because(CloseReason::TooSlow)),
        }
    }

    async fn message(&mut self, message: Option<Message>) -> Result<(), Ended> {
        self.heard = Instant::now();
        self.asked = false;
        match message {
            Some(Message::Binary(bytes)) => {
                let frame =
                    wire::decode::<FromDevice>(&bytes).map_err(|_| Ended::Because(CloseReason::Protocol))?;
                // Batches are paced by their acknowledgements: so many are under way, and the room's queue is bounded.
                if !matches!(frame, FromDevice::Push(_)) {
                    self.pace.take().await;
                }
                self.frame(frame).await
            }
            Some(Message::Pong(number)) => {
                if let Ok(number) = <[u8; 8]>::try_from(&number[..]) {
                    self.line.arrived(u64::from_be_bytes(number), self.began.elapsed());
                }
                Ok(())
            }
            Some(Message::Ping(_)) => Ok(()),
            Some(Message::Text(_)) => Err(Ended::Because(CloseReason::Protocol)),
            Some(Message::Close(_)) | None => Err(Ended::Gone),
        }
    }

    async fn frame(&mut self, frame: FromDevice) -> Result<(), Ended> {
        match self.conn.frame(frame).map_err(Ended::Because)? {
            Asked::Nothing => Ok(()),
            Asked::Admit(push) => {
                if self.app.room().push(self.ticket.clone(), self.author, push).await {
                    Ok(())
                } else {
                    Err(Ended::Because(CloseReason::GoingAway))
                }
            }
        }
    }
}

/// A device that talks too fast is listened to more slowly.
struct Pace {
    tokens: f64,
    at: Instant,
}

impl Pace {
    fn new() -> Self {
        Self { tokens: f64::from(FRAMES_BURST_MAX), at: Instant::now() }
    }

    async fn take(&mut self) {
        let rate = f64::from(FRAMES_PER_SECOND_MAX);
        self.tokens = (self.tokens + self.at.elapsed().as_secs_f64() * rate).min(f64::from(FRAMES_BURST_MAX));
        self.at = Instant::now();
        self.tokens -= 1.0;
        if self.tokens < 0.0 {
            tokio::time::sleep(std::time::Duration::from_secs_f64(-self.tokens / rate)).await;
        }
    }
}
