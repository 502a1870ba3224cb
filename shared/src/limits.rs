//! Every limit that both sides must agree on, by name, in one place. A text says what a person is told; see the language files.

/// The longest one-line text (titles, names, references) in characters.
pub const LINE_CHARS_MAX: usize = 200;
/// The longest text with the telephone numbers of a customer, in characters: a handful.
pub const PHONE_CHARS_MAX: usize = 100;
/// The longest text (details, words, comments, reasons) in characters.
pub const TEXT_CHARS_MAX: usize = 4_000;
/// The longest tag of a customer's voice, in characters.
pub const TAG_CHARS_MAX: usize = 40;
/// Tags of one voice, and requests that it speaks of: more than anybody reads.
pub const VOICE_LINKS_MAX: usize = 20;
/// What nobody promised to answer by any moment, and nobody has answered or taken, shows as silent after this long: over a weekend nobody is
/// blamed, and nothing falls into a hole because no promise was agreed on.
pub const UNPROMISED_SILENT_AFTER: crate::id::Span = crate::id::Span::days(3);
/// A team has this long to answer a customer's voice when the map promises nothing: a voice without a clock would fall silent unseen.
pub const VOICE_REPLY_WITHIN: crate::id::Span = crate::id::Span::days(7);
/// The largest frame on the socket, in bytes.
pub const FRAME_BYTES_MAX: usize = 1 << 20;
/// The largest single change, in bytes as stored.
pub const CHANGE_BYTES_MAX: usize = 256 << 10;
/// What a compressed change may inflate to, in bytes.
pub const CHANGE_INFLATED_BYTES_MAX: usize = 4 << 20;
/// Operations that one change may hold. A request with all its events has under ten a piece.
pub const CHANGE_OPS_MAX: u64 = 32_768;
/// From this size on, in bytes, a person is warned that a document grows too large.
pub const DOC_BYTES_WARN: usize = 64 << 10;
/// A document doesn't grow past this many bytes.
pub const DOC_BYTES_MAX: usize = 512 << 10;
/// Changes in one pushed batch.
pub const BATCH_CHANGES_MAX: usize = 256;
/// Bytes of changes in one pushed batch; leaves room for the frame around them.
pub const BATCH_BYTES_MAX: usize = 512 << 10;
/// Bytes that the changes of one batch take unpacked, those of [`BATCH_BYTES_MAX`] and those that are given back alike. A document has at
/// most [`DOC_BYTES_MAX`].
pub const BATCH_UNPACKED_BYTES_MAX: usize = 16 << 20;
/// Changes of one document that are given back together to a relay that has lost them: more than a document within its limits has.
pub const CARRIED_CHANGES_MAX: usize = 16_384;
/// Bytes of changes that are given back together; leaves room for the frame around them.
pub const CARRIED_BYTES_MAX: usize = 960 << 10;
/// Seals that come with what is given back: a document has as many heads at most as people wrote to it at once.
pub const CARRIED_SEALS_MAX: usize = 1_024;
/// Documents that a device asks for at once while it compares what it has with the relay.
pub const FETCHES_AHEAD_MAX: usize = 16;
/// Batches that a device sends before it waits for an acknowledgement.
pub const BATCHES_IN_FLIGHT_MAX: usize = 8;
/// Changes that wait on a device to be sent; above it editing is refused with a sentence, nothing is dropped.
pub const OUTBOX_CHANGES_MAX: usize = 50_000;
/// Events of one request that the fold reads. Far above real use (the largest real case has 58); admission refuses more.
pub const EVENTS_MAX: usize = 2_000;
/// Turns of one task: five years of a daily one. Then it says that it is full, and a new one is begun.
pub const TURNS_MAX: usize = 2_000;
/// Events that one event may name as seen.
pub const SEEN_MAX: usize = 64;
/// Steps that a team may define for what happens when a request stays silent.
pub const STEPS_MAX: usize = 5;
/// The longest silence that a step may wait for.
pub const STEP_AFTER_MAX: crate::id::Span = crate::id::Span::days(30);
/// Teams that are asked, and requests that one is split into, in one step: more than a person can say apart in one form.
pub const SPLIT_MAX: usize = 8;
/// People and teams that one comment may name.
pub const MENTIONS_MAX: usize = 16;
/// Mentions that a row keeps, so that those who are named hear of them: the latest.
pub const MENTIONS_KEPT_MAX: usize = 16;
/// Followers of one request who hear of its turns.
pub const FOLLOWERS_MAX: usize = 100;
/// Acts that lost against others of which a row keeps who is to be told: the latest.
pub const LOST_KEPT_MAX: usize = 8;
/// People who lost a request to another's doing of whom its row says so: the latest.
pub const TAKEN_KEPT_MAX: usize = 8;
/// Parts of one request that its row names: the first.
pub const SPLIT_KEPT_MAX: usize = 64;
/// Characters of details and words that a row keeps for search.
pub const EXCERPT_CHARS_MAX: usize = 200;
/// Bytes of what was answered and commented that a row keeps for search, the newest.
pub const SAID_BYTES_MAX: usize = 600;
/// The longest answer that is kept for others, in characters: rows carry it whole.
pub const KEPT_CHARS_MAX: usize = 1_000;
/// Kept answers of one team that are listed.
pub const KEPT_LISTED_MAX: usize = 20;
/// Filters that a person keeps.
pub const FILTERS_MAX: usize = 20;
/// The longest name of one, in characters.
pub const FILTER_NAME_CHARS_MAX: usize = 60;
/// The longest address of one, in characters.
pub const FILTER_ADDRESS_CHARS_MAX: usize = 1_000;
/// Rows that are read for search before the screen may paint.
pub const SEARCH_ROWS_PER_SLICE: usize = 200;
/// A socket that doesn't open within this many milliseconds is given up.
pub const CONNECT_MS_MAX: i64 = 15_000;
/// A platform that hasn't signed the device in within this many milliseconds has not answered: two requests, on a slow line.
pub const SIGN_IN_MS_MAX: i64 = 30_000;
/// After this many milliseconds without a word a device asks for a sign of life.
pub const QUIET_MS_MAX: i64 = 12_000;
/// Settled batches that a tab remembers, so that it doesn't send them once more; forgotten, one is sent again and acknowledged as known.
pub const SETTLED_KEPT_MAX: usize = 4_096;
/// So often the leading tab looks for what another tab stored and didn't live to tell, in milliseconds.
pub const OUTBOX_LOOK_MS: i64 = 20_000;
/// After this many milliseconds without a word the line counts as dead; both ends notice within 30 s.
pub const DEAD_MS_MAX: i64 = 25_000;
/// The first wait before trying again, at most, in milliseconds; it doubles from there.
pub const RETRY_FIRST_MS: i64 = 1_000;
/// The longest wait before trying again, at most, in milliseconds.
pub const RETRY_LONGEST_MS: i64 = 30_000;
/// Entries held back while the bootstrap's rows are still coming; with more the device starts over.
pub const HELD_ENTRIES_MAX: usize = 20_000;
/// Documents that a session parses before it lets the screen breathe. A document costs 1 to 4 ms on a phone.
pub const DOCS_PER_SLICE: usize = 6;
/// Documents that a session keeps loaded when no screen shows them. About 33 KB each.
pub const DOCS_LOADED_MAX: usize = 48;
/// Reads of documents that a session has under way at once while it takes in what the relay sent.
pub const READS_AHEAD_MAX: usize = 12;
/// How long to wait before storing again what could not be stored, in milliseconds.
pub const STORE_RETRY_MS: i64 = 10_000;
/// Revocations that a device keeps for the relay, the newest. About 120 bytes each.
pub const REVOKED_KEPT_MAX: usize = 100;
/// Documents that are taken out of storage in one transaction.
pub const TRIM_DOCS_MAX: usize = 256;
/// How long to wait before documents are looked for again that are kept no longer.
pub const TRIM_EVERY: crate::id::Span = crate::id::Span::days(1);
/// Bytes of a CSV file with customers.
pub const IMPORT_BYTES_MAX: usize = 4 << 20;
/// Lines of one. A new customer is a change that waits to be sent: several files fit into an outbox.
pub const IMPORT_LINES_MAX: usize = 10_000;
/// Columns of one: more than anybody chooses from.
pub const IMPORT_COLUMNS_MAX: usize = 100;
/// Lines that are read or looked at before the screen may paint.
pub const IMPORT_LINES_PER_SLICE: usize = 250;
/// Customers that are written down in one step before the screen may paint: each is a document of its own.
pub const IMPORT_EDITS_PER_SLICE: usize = 6;
/// Bytes of a file with a map.
pub const MAP_FILE_BYTES_MAX: usize = 2 << 20;
/// Bytes of one of its lines: the longest text with every character escaped is below.
pub const MAP_FILE_LINE_BYTES_MAX: usize = 64 << 10;
/// Parties that one may have.
pub const MAP_FILE_PARTIES_MAX: usize = 2_000;
/// Services that one may have.
pub const MAP_FILE_SERVICES_MAX: usize = 10_000;
/// Entries of one that are read or looked at before the screen may paint.
pub const MAP_FILE_ENTRIES_PER_SLICE: usize = 60;
/// Documents of an import that are taken back in one step; of more each is retired or changed by hand.
pub const MAP_FILE_UNDO_DOCS_MAX: usize = 200;
/// Parties that the card of the first day offers; whoever is meant else is found in the map's list.
pub const FIRST_DAY_PARTIES_MAX: usize = 6;
/// Levels of lists and tables in YAML: a catalog has five.
pub const YAML_DEPTH_MAX: usize = 16;
/// Values in YAML, each use of an alias counted as all that it stands for.
pub const YAML_NODES_MAX: usize = 200_000;
/// Requests that are written as CSV before the screen may paint.
pub const EXPORT_LINES_PER_SLICE: usize = 500;
/// Times of work that one day of a team may have: early, late and night, each with a break.
pub const WINDOWS_PER_DAY_MAX: usize = 6;
/// Holidays that a team's document may have: far more than anybody plans ahead.
pub const HOLIDAYS_MAX: usize = 400;
/// A wait of which nobody said until when ends after this: nothing waits for ever unseen.
pub const WAIT_MAX: crate::id::Span = crate::id::Span::days(7);
/// Snippets of one team: more than anybody finds again.
pub const SNIPPETS_MAX: usize = 40;
/// The longest name of one, in characters.
pub const SNIPPET_NAME_CHARS_MAX: usize = 40;
/// The longest text of one, in characters: all of a team's are in its row, and what was rewritten stays in its document.
pub const SNIPPET_CHARS_MAX: usize = 500;
/// How far from the middle of a picture a party can be placed, in its units: far beyond the largest map.
pub const SPOT_MAX: i32 = 100_000;
/// The longest tag of a language, in characters.
pub const LANGUAGE_CHARS_MAX: usize = 20;
/// Pauses of one promise that count; of more the latest are left out: the clock runs on.
pub const PAUSES_KEPT_MAX: usize = 32;
/// Days that are looked through when working time is counted: ten years, more than any request lives.
pub const WORKING_DAYS_MAX: i64 = 3_660;
/// A team that works on without closing for so many days doesn't close, as far as anybody wants to know.
pub const CLOSING_DAYS_MAX: i64 = 14;
/// So often a team must have answered after those that it waited for, before what was observed counts more than what it promises.
pub const TIMING_SAMPLES_MIN: usize = 5;
/// The latest of them that count.
pub const TIMING_SAMPLES_KEPT_MAX: usize = 200;
/// Works (teams, and services of teams) whose figures a relay publishes: those with the most cases. A map has at most 150 teams.
pub const STATISTICS_WORKS_MAX: usize = 500;
/// Days that a team may be away in one go.
pub const AWAY_DAYS_MAX: i32 = 366;
/// So long before the first of these days those who ask are told.
pub const AWAY_TOLD_BEFORE_DAYS: i32 = 14;
/// Suggestions of the map's that somebody may have put away for one party: a map has as many teams.
pub const PUT_AWAY_MAX: usize = 200;
/// Teams that are named who have done another's work: those that did most.
pub const SUBSTITUTES_MAX: usize = 5;
/// So often something must have happened in a year's work before the map learns from it.
pub const LEARNED_CASES_MIN: usize = 5;
/// So long the map looks back to learn.
pub const LEARNED_LOOKED_BACK: crate::id::Span = crate::id::Span::days(365);
/// What is learned of one kind and shown: what happened most.
pub const LEARNED_SHOWN_MAX: usize = 40;
/// Requests that are named where they went back and forth: the latest.
pub const LEARNED_EXAMPLES_MAX: usize = 3;
/// Requests between two parties that are read to find a name and a promise for what they have in common: the latest.
pub const LEARNED_TITLES_MAX: usize = 200;
/// Requests that are read for what the work teaches before the screen may have its turn.
pub const LEARNED_REQUESTS_PER_STEP: usize = 64;
/// Chains that are followed for what hangs on a team before the screen may have its turn.
pub const WHAT_IF_CHAINS_PER_STEP: usize = 16;
/// People who may have proposed another promise at one service: more than anybody negotiates with.
pub const PROPOSALS_MAX: usize = 20;
/// Proposals of one service that a row keeps: the latest.
pub const PROPOSALS_KEPT_MAX: usize = 20;
/// So long a promise holds that was looked at again, unless somebody says otherwise.
pub const RECONFIRM_EVERY: crate::id::Span = crate::id::Span::days(180);
/// Below so many cases what was observed is said to be little to judge by.
pub const OBSERVED_SAMPLES_ENOUGH: u32 = 20;
/// A median that changed by less than so many percent is told as the same.
pub const TREND_PERCENT_MIN: i64 = 20;
/// A service through whose ends nobody asked for so long fades.
pub const SERVICE_QUIET_AFTER: crate::id::Span = crate::id::Span::days(180);
/// Bytes of what it publishes. A work takes at most about 190.
pub const STATISTICS_BYTES_MAX: usize = 128 << 10;
