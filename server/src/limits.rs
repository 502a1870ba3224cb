//! Every limit that only the relay knows, by name. Limits that devices must agree on are in `sightline_shared::limits`.

use std::time::Duration;

/// Documents kept loaded. One takes about 33 KB of memory.
pub const HOT_DOCS_MAX: usize = 1_000;
/// Documents that make room when the cache is full.
pub const DOCS_DROPPED: usize = 16;
/// A document that nobody writes to any more keeps at most so many changes after its snapshot.
pub const TAIL_CHANGES_RESTING: u32 = 2;
/// Documents whose snapshots are renewed in one step while nobody pushes anything.
pub const TIDIED_DOCS_MAX: usize = 16;
/// A document's snapshot is renewed when more changes than this lie after it.
pub const TAIL_CHANGES_MAX: u32 = 32;
/// A document's snapshot is renewed when more bytes of changes than this lie after it.
pub const TAIL_BYTES_MAX: usize = 64 << 10;
/// Bytes of log entries in one range; leaves room for the frame around them.
pub const RANGE_BYTES_MAX: usize = 256 << 10;
/// Bytes of the smallest piece: on a line that carries 1 KB a second it takes 16 s, less than what counts as silence.
pub const PIECE_BYTES_MIN: usize = 16 << 10;
/// Bytes of the largest piece of what a device is sent from the store.
pub const PIECE_BYTES_MAX: usize = 256 << 10;
/// Pieces that are sent before the device has answered for the first of them.
pub const PIECES_IN_FLIGHT_MAX: usize = 2;
/// A piece that went through within this lets the next be twice as large.
pub const PIECE_TIME_GROWS: Duration = Duration::from_secs(2);
/// A piece lets the next be larger only if it would have gone through within this without deflate: twice as much that doesn't shrink is
/// then no longer than what counts as silence.
pub const PIECE_TIME_PLAIN_MAX: Duration = Duration::from_secs(8);
/// A piece that took longer makes the next half as large.
pub const PIECE_TIME_SHRINKS: Duration = Duration::from_secs(6);
/// Frames of fewer bytes are not deflated: it would gain little.
pub const PACKED_FROM_BYTES: usize = 1 << 10;
/// Chunks of the bootstrap that are sent before the device has asked for more.
pub const CHUNKS_IN_FLIGHT_MAX: u32 = 2;
/// Bytes of one document's heads in a page of the comparison.
pub const HEADS_BYTES: usize = 38;
/// Documents that one `Fetch` may name, and that may wait to be sent to one device.
pub const FETCH_DOCS_MAX: usize = 1_000;
/// A batch of more bytes is looked at on a thread of its own. They are counted as sent: a thousand times as many may lie behind them.
pub const LOOKED_AT_ONCE_BYTES_MAX: usize = 1 << 10;
/// A change that takes more bytes unpacked isn't kept so while its batch waits.
pub const OPENED_BYTES_MAX: usize = 64 << 10;
/// Batches of all devices that one commit takes together.
pub const GROUP_BATCHES_MAX: usize = 64;
/// Bytes of changes that one commit takes together.
pub const GROUP_BYTES_MAX: usize = 4 << 20;
/// Batches of all devices that wait for admission; a device that finds the queue full waits, and reads nothing meanwhile.
pub const ROOM_QUEUE_MAX: usize = 256;
/// Commits whose ranges are kept encoded for readers who are nearly up to date; those further behind read the store, each for itself.
pub const RECENT_COMMITS_MAX: usize = 64;
/// Bytes of the ranges kept encoded.
pub const RECENT_BYTES_MAX: usize = 2 << 20;
/// Sockets at once, of all devices.
pub const SOCKETS_MAX: usize = 12_000;
/// Sockets at once of one device: one leading tab, and those that are just going.
pub const SOCKETS_PER_DEVICE_MAX: usize = 4;
/// Sockets at once from one address; a site shares one.
pub const SOCKETS_PER_ADDRESS_MAX: usize = 500;
/// Frames, batches apart, that a device may send at once, before [`FRAMES_PER_SECOND_MAX`] holds.
pub const FRAMES_BURST_MAX: u32 = 200;
/// Frames a second that a device may keep up.
pub const FRAMES_PER_SECOND_MAX: u32 = 50;
/// The relay asks for a sign of life this often.
pub const PING_EVERY: Duration = Duration::from_secs(20);
/// A socket that was silent for this long is dead.
pub const SILENCE_MAX: Duration = Duration::from_secs(30);
/// A frame that the device hasn't taken within this ends the connection.
pub const SEND_TIME_MAX: Duration = Duration::from_secs(20);
/// The first frame must come within this.
pub const HELLO_TIME_MAX: Duration = Duration::from_secs(10);
/// Bytes that the socket buffers for reading.
pub const SOCKET_READ_BYTES: usize = 4 << 10;
/// Bytes that the socket buffers for writing before it makes the sender wait.
pub const SOCKET_WRITE_BYTES: usize = 64 << 10;
/// Bytes that the socket buffers for writing at most: one frame on top of what waits.
pub const SOCKET_WRITE_BYTES_MAX: usize = (2 << 20) + SOCKET_WRITE_BYTES;
/// Bytes of a request body.
pub const BODY_BYTES_MAX: usize = 16 << 10;
/// A request must be answered within this.
pub const REQUEST_TIME_MAX: Duration = Duration::from_secs(30);
/// A request's head must be there within this, once it has begun; a connection that asks nothing more is closed as soon.
pub const HEAD_TIME_MAX: Duration = Duration::from_secs(15);
/// Bytes of a request's head.
pub const HEAD_BYTES_MAX: usize = 16 << 10;
/// A TLS handshake must be done within this.
pub const HANDSHAKE_TIME_MAX: Duration = Duration::from_secs(10);
/// TLS handshakes at once; more wait in the kernel's queue.
pub const HANDSHAKES_MAX: usize = 64;
/// Open sockets get this long to say goodbye when the relay stops.
pub const GOODBYE_TIME_MAX: Duration = Duration::from_secs(5);
/// Wrong or spent tokens that one address may try within [`TRIES_WINDOW`].
pub const TRIES_PER_ADDRESS_MAX: u32 = 10;
/// Wrong or spent tokens that all addresses together may try within [`TRIES_WINDOW`].
pub const TRIES_IN_ALL_MAX: u32 = 200;
/// Addresses whose tries are remembered; when full, all others share one count.
pub const TRIES_ADDRESSES_MAX: usize = 10_000;
/// How long a try counts.
pub const TRIES_WINDOW: Duration = Duration::from_secs(60);
/// Days that an invite may last.
pub const INVITE_DAYS_MAX: u32 = 30;
/// Devices that one invite may admit.
pub const INVITE_USES_MAX: u32 = 100;
/// Invites that are open at once.
pub const INVITES_MAX: usize = 200;
/// Teams offered to somebody whose invite names none.
pub const WELCOME_TEAMS_MAX: usize = 500;
/// How long a session lasts without being used, in seconds: browsers keep cookies for 400 days at most.
pub const SESSION_SECONDS_MAX: u64 = 400 * 86_400;
/// Sessions of one device: tabs that sign in at once, and answers that were not heard. One more ends all others.
pub const SESSIONS_PER_DEVICE_MAX: usize = 4;
/// A challenge must be signed and brought back within this.
pub const CHALLENGE_TIME_MAX: Duration = Duration::from_secs(60);
/// Challenges of the last [`CHALLENGE_TIME_MAX`] that are remembered as used; while there are so many, nobody else signs in.
pub const CHALLENGES_USED_MAX: usize = 10_000;
/// Changes of a private request that are read one by one at a start, to know until where each team that had it may read; of one with more,
/// they may read nothing.
pub const GATE_REPLAY_CHANGES_MAX: usize = 500;
/// Published figures are made anew this often at most, when the log has grown; they are dated by it: by the full hour.
pub const STATISTICS_EVERY: sightline_shared::id::Span = sightline_shared::id::Span::hours(1);
/// Bytes of rows that are read at once while they are made.
pub const STATISTICS_ROWS_BYTES_MAX: usize = 256 << 10;
/// Reads of the store at once.
pub const READERS_MAX: usize = 8;
/// A running relay looks after itself this often: so soon it hears of devices that were revoked by a command.
pub const ROUND_EVERY: Duration = Duration::from_secs(1);
/// A running relay whose log grows writes down how far it has come once in so many rounds: it costs two syncs.
pub const HEAD_ROUNDS: u64 = 10;
