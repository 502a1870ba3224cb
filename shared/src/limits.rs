//! Every limit that both sides must agree on, by name, in one place. A text says what a person is told; see the language files.

/// The longest one-line text (titles, names, references) in characters.
pub const LINE_CHARS_MAX: usize = 200;
/// The longest text (details, words, comments, reasons) in characters.
pub const TEXT_CHARS_MAX: usize = 4_000;
/// The largest frame on the socket, in bytes.
pub const FRAME_BYTES_MAX: usize = 1 << 20;
/// The largest single change, in bytes as stored.
pub const CHANGE_BYTES_MAX: usize = 256 << 10;
/// What a compressed change may inflate to, in bytes.
pub const CHANGE_INFLATED_BYTES_MAX: usize = 4 << 20;
/// From this size on, in bytes, a person is warned that a document grows too large.
pub const DOC_BYTES_WARN: usize = 64 << 10;
/// A document doesn't grow past this many bytes.
pub const DOC_BYTES_MAX: usize = 512 << 10;
/// Changes in one pushed batch.
pub const BATCH_CHANGES_MAX: usize = 256;
/// Bytes of changes in one pushed batch; leaves room for the frame around them.
pub const BATCH_BYTES_MAX: usize = 512 << 10;
/// Batches that a device sends before it waits for an acknowledgement.
pub const BATCHES_IN_FLIGHT_MAX: usize = 8;
/// Changes that wait on a device to be sent; above it editing is refused with a sentence, nothing is dropped.
pub const OUTBOX_CHANGES_MAX: usize = 50_000;
/// Events of one request that the fold reads. Far above real use (the largest real case has 58); admission refuses more.
pub const EVENTS_MAX: usize = 2_000;
/// Events that one event may name as seen.
pub const SEEN_MAX: usize = 64;
/// Characters of details and words that a row keeps for search.
pub const EXCERPT_CHARS_MAX: usize = 200;
