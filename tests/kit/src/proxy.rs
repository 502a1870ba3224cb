//! A line between devices and the relay that fails: cut at a byte, half open, slow, far away, lossy.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, AtomicU64, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, sleep_until};

/// Bytes that travel together.
const SEGMENT_BYTES: usize = 1_400;
/// Segments that wait inside of a line, as in a router's queue.
const QUEUE_SEGMENTS: usize = 16;
/// The kernel's buffers at the line's two ends: with the usual ones a slow line would swallow megabytes at once.
const SOCKET_BYTES: u32 = 8 << 10;
/// What a lost segment costs at least, until it is sent again.
const RETRY_MIN: Duration = Duration::from_millis(200);

/// What a line is like. It may change while connections are open.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Weather {
    /// Each way; none is as fast as it goes.
    pub bits_per_s: Option<u64>,
    /// There and back.
    pub round_trip: Duration,
    /// How many of a thousand segments are lost. A lost one stalls all behind it, as TCP does.
    pub lost_of_1000: u32,
    /// Nothing arrives any more, and neither end is told.
    pub silent: bool,
    /// A connection is cut once it has carried so many bytes to the relay.
    pub cut_up_at: Option<u64>,
    /// A connection is cut once it has carried so many bytes to the device.
    pub cut_down_at: Option<u64>,
}

/// A running line.
#[derive(Debug)]
pub struct Line {
    /// Where devices connect.
    pub port: u16,
    target: Arc<AtomicU16>,
    weather: watch::Sender<Weather>,
    counts: Arc<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    up: AtomicU64,
    down: AtomicU64,
    opened: AtomicU64,
    left_by_relay: AtomicU64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

impl Line {
    /// A line to the relay at this port.
    pub async fn to(port: u16) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(SOCKET_BYTES).unwrap();
        socket.set_send_buffer_size(SOCKET_BYTES).unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let listener = socket.listen(1_024).unwrap();
        let line = Self {
            port: listener.local_addr().unwrap().port(),
            target: Arc::new(AtomicU16::new(port)),
            weather: watch::Sender::new(Weather::default()),
            counts: Arc::default(),
        };
        let (target, counts) = (Arc::clone(&line.target), Arc::clone(&line.counts));
        tokio::spawn(accept(listener, target, line.weather.subscribe(), counts));
        line
    }

    /// The relay is at another port now.
    pub fn lead_to(&self, port: u16) {
        self.target.store(port, Ordering::SeqCst);
    }

    /// From now on, also for what is open.
    pub fn set(&self, weather: Weather) {
        self.weather.send_replace(weather);
    }

    /// Bytes to the relay and to devices, of all connections.
    pub fn carried(&self) -> (u64, u64) {
        (self.counts.up.load(Ordering::SeqCst), self.counts.down.load(Ordering::SeqCst))
    }

    /// Connections that the relay has closed.
    pub fn left_by_relay(&self) -> u64 {
        self.counts.left_by_relay.load(Ordering::SeqCst)
    }

    /// Connections so far.
    pub fn opened(&self) -> u64 {
        self.counts.opened.load(Ordering::SeqCst)
    }
}

async fn accept(
    listener: TcpListener,
    target: Arc<AtomicU16>,
    weather: watch::Receiver<Weather>,
    counts: Arc<Counts>,
) {
    while let Ok((device, _)) = listener.accept().await {
        let nth = counts.opened.fetch_add(1, Ordering::SeqCst);
        let port = target.load(Ordering::SeqCst);
        tokio::spawn(connection(device, port, weather.clone(), Arc::clone(&counts), nth));
    }
}

async fn connection(
    device: TcpStream,
    port: u16,
    weather: watch::Receiver<Weather>,
    counts: Arc<Counts>,
    nth: u64,
) {
    let socket = TcpSocket::new_v4().unwrap();
    let _ = socket.set_recv_buffer_size(SOCKET_BYTES);
    let Ok(relay) = socket.connect(([127, 0, 0, 1], port).into()).await else { return };
    let _ = (device.set_nodelay(true), relay.set_nodelay(true));
    let (from_device, to_device) = device.into_split();
    let (from_relay, to_relay) = relay.into_split();
    let up = pump(Way::Up, from_device, to_relay, weather.clone(), Arc::clone(&counts), nth * 2);
    let down = pump(Way::Down, from_relay, to_device, weather, counts, nth * 2 + 1);
    // Whichever way ends first, both sockets close: what was on its way is lost.
    tokio::select! { () = up => {}, () = down => {} }
}

/// One direction of one connection, until it ends or is cut.
async fn pump(
    way: Way,
    from: OwnedReadHalf,
    to: OwnedWriteHalf,
    weather: watch::Receiver<Weather>,
    counts: Arc<Counts>,
    seed: u64,
) {
    let (send, queue) = mpsc::channel(QUEUE_SEGMENTS);
    let enter = enter(way, from, send, weather.clone(), &counts, StdRng::seed_from_u64(seed));
    let leave = leave(way, to, queue, weather, &counts);
    tokio::select! { () = enter => {}, () = leave => {} }
}

/// Bytes, and when they arrive.
type Segment = (Instant, Vec<u8>);

/// Into the line, as fast as it takes them.
async fn enter(
    way: Way,
    mut from: OwnedReadHalf,
    queue: mpsc::Sender<Segment>,
    mut weather: watch::Receiver<Weather>,
    counts: &Counts,
    mut rng: StdRng,
) {
    loop {
        let mut segment = vec![0; SEGMENT_BYTES];
        let Ok(n @ 1..) = from.read(&mut segment).await else {
            if way == Way::Down {
                counts.left_by_relay.fetch_add(1, Ordering::SeqCst);
            }
            // An end that is closed while nothing arrives is not told to the other.
            let _ = weather.wait_for(|weather| !weather.silent).await;
            return;
        };
        segment.truncate(n);
        let now = *weather.borrow_and_update();
        if now.silent {
            continue;
        }
        if let Some(bits_per_s) = now.bits_per_s {
            sleep(Duration::from_secs_f64(n as f64 * 8.0 / bits_per_s as f64)).await;
        }
        if rng.random_range(0..1_000) < now.lost_of_1000 {
            sleep(now.round_trip.max(RETRY_MIN)).await;
        }
        if queue.send((Instant::now() + now.round_trip / 2, segment)).await.is_err() {
            return;
        }
    }
}

/// Out of the line, until it is cut.
async fn leave(
    way: Way,
    mut to: OwnedWriteHalf,
    mut queue: mpsc::Receiver<Segment>,
    mut weather: watch::Receiver<Weather>,
    counts: &Counts,
) {
    let mut carried = 0;
    while let Some((due, segment)) = queue.recv().await {
        sleep_until(due).await;
        let now = *weather.borrow_and_update();
        if now.silent {
            continue;
        }
        let (cut_at, count) = match way {
            Way::Up => (now.cut_up_at, &counts.up),
            Way::Down => (now.cut_down_at, &counts.down),
        };
        let left = cut_at.map_or(u64::MAX, |at| at.saturating_sub(carried));
        let n = segment.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        if to.write_all(&segment[..n]).await.is_err() || n < segment.len() {
            return;
        }
        carried += n as u64;
        count.fetch_add(n as u64, Ordering::SeqCst);
    }
}
