//! What customers said: who has to answer it, what was adopted, what was declined and why.

use super::card::Deck;
use super::clock::Urgency;
use super::{
    Card, Named, RequestRow, Rows, Section, State, Viewer, VoiceRow, chain, clock, find, plain,
    promised_from, reply_promise,
};
use crate::id::{DocId, Millis};
use crate::in_order::InOrder as _;
use crate::limits::VOICE_REPLY_WITHIN;
use crate::model::Channel;
use std::collections::BTreeMap;

/// What makes a request a customer's voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoicePart {
    /// How it was heard.
    pub channel: Channel,
    /// What it is about.
    pub tags: Vec<String>,
    /// Requests that it speaks of.
    pub about: Vec<Named>,
    /// Where it stands.
    pub stands: VoiceStands,
}

impl VoicePart {
    pub(super) fn of(rows: &Rows, row: &RequestRow) -> Option<Self> {
        row.voice.as_ref().map(|voice| Self {
            channel: voice.channel,
            tags: voice.tags.clone(),
            about: voice.about.iter().map(|id| rows.named(*id)).collect(),
            stands: VoiceStands::of(rows, row),
        })
    }
}

/// Where a customer's voice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoiceStands {
    /// It is to be answered.
    Open,
    /// It was adopted; a duplicate, by the one that goes on.
    Adopted,
    /// It was declined; a duplicate, by the one that goes on.
    Declined,
    /// It was withdrawn before anybody answered.
    Withdrawn,
    /// It is the same as another request, which isn't answered yet.
    Merged,
}

impl VoiceStands {
    pub(super) fn of(rows: &Rows, row: &RequestRow) -> Self {
        let answer = |row: &RequestRow| row.voice.as_ref().and_then(|voice| voice.adopted);
        let (answer, open) = match row.state {
            State::Merged => (rows.followed(row.id).and_then(answer), Self::Merged),
            State::Withdrawn => (answer(row), Self::Withdrawn),
            _ => (answer(row), Self::Open),
        };
        answer.map_or(open, |adopted| if adopted { Self::Adopted } else { Self::Declined })
    }
}

/// Whose voices, and about what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VoicesOf {
    /// Heard or to be answered by this team; none: by anybody.
    pub team: Option<DocId>,
    /// With this tag.
    pub tag: Option<String>,
}

/// Voices in a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Voices {
    /// Nobody has answered yet: the silent first, then by the earliest clock.
    pub open: Section<Card>,
    /// Of these, silent.
    pub silent: usize,
    /// Adopted, declined, or closed without an answer of their own, the latest first.
    pub answered: Section<Card>,
    /// How many were adopted.
    pub adopted: usize,
    /// How many were declined.
    pub declined: usize,
    /// How many were withdrawn before anybody answered.
    pub withdrawn: usize,
    /// How many are the same as another, which goes on.
    pub merged: usize,
    /// What they are about, the most frequent first, whatever tag is chosen.
    pub tags: Vec<(String, usize)>,
}

/// What customers said, for one team or the workspace. At most `cards_max` cards in each list.
pub fn voices(rows: &Rows, viewer: &Viewer, of: &VoicesOf, now: Millis, cards_max: usize) -> Voices {
    let is_theirs = |row: &&RequestRow| of.team.is_none_or(|team| row.provider == team || row.asker == team);
    let theirs = || rows.voices().filter(is_theirs).filter_map(|row| Some((row, row.voice.as_ref()?)));
    let has_tag = |voice: &VoiceRow| of.tag.as_ref().is_none_or(|tag| has_tag(voice, tag));
    let deck = Deck::new(rows, viewer, now);
    let (mut open, mut answered) = (Vec::new(), Vec::new());
    let mut voices =
        Voices { tags: counted(theirs().flat_map(|(_, voice)| &voice.tags)), ..Voices::default() };
    for (row, _) in theirs().filter(|(_, voice)| has_tag(voice)) {
        let clock = clock(rows, row, now);
        let count = match (VoiceStands::of(rows, row), row.state) {
            (_, State::Merged) => &mut voices.merged,
            (VoiceStands::Adopted, _) => &mut voices.adopted,
            (VoiceStands::Declined, _) => &mut voices.declined,
            (VoiceStands::Withdrawn, _) => &mut voices.withdrawn,
            (VoiceStands::Open | VoiceStands::Merged, _) => {
                voices.silent += usize::from(clock.silent_since().is_some());
                open.push((Urgency::of(row, &clock, true), row));
                continue;
            }
        };
        *count += 1;
        answered.push(row);
    }
    open.put_in_order_by_key(|(urgency, _)| *urgency);
    answered.put_in_order_by_key(|row| std::cmp::Reverse((row.state_since, row.id)));
    let cards = |rows: Vec<&RequestRow>| {
        let items = rows.iter().take(cards_max).map(|row| deck.card(row)).collect();
        Section { total: rows.len(), items }
    };
    voices.open = cards(open.into_iter().map(|(_, row)| row).collect());
    voices.answered = cards(answered);
    voices
}

/// When a voice that is heard now is to be answered: by what the map promises the team that heard it, else within
/// [`VOICE_REPLY_WITHIN`], in the working hours of the team that answers.
pub fn voice_reply_by(rows: &Rows, provider: DocId, asker: DocId, now: Millis) -> Millis {
    let within = reply_promise(rows, provider, asker).unwrap_or(VOICE_REPLY_WITHIN);
    promised_from(rows, (provider, None), now, within)
}

/// Tags that are in use and fit what was typed, the most frequent first. One tag may be written in several ways: it stands as most do.
pub fn known_tags(rows: &Rows, typed: &str, tags_max: usize) -> Vec<String> {
    let wanted = plain::sort_key(typed.trim());
    let all = counted(rows.voices().filter_map(|row| row.voice.as_ref()).flat_map(|voice| &voice.tags));
    let fits = |tag: &String| plain::sort_key(tag).contains(&wanted);
    all.into_iter().map(|(tag, _)| tag).filter(fits).take(tags_max).collect()
}

/// What customers said of this request, the latest first.
pub fn voices_about(rows: &Rows, request: DocId) -> Vec<(Named, VoiceStands)> {
    let mut about: Vec<&RequestRow> = rows.voices_about(request).collect();
    about.put_in_order_by_key(|row| std::cmp::Reverse((row.asked_at, row.id)));
    let voice = |row: &RequestRow| {
        let named = Named { id: row.id, name: row.title.clone() };
        (named, VoiceStands::of(rows, row))
    };
    about.into_iter().map(voice).collect()
}

/// Of what was found so many are looked at: whoever has more types another word.
const LINKS_READ_MAX: usize = 300;

/// Open requests that a voice may also speak of, and that have every word of `query`: those of who said it first. Not what only two teams may
/// read: everybody reads a voice.
pub fn voice_may_speak_of(rows: &Rows, voice: DocId, query: &str, limit: usize) -> Vec<DocId> {
    let about = rows.request(voice).and_then(|row| row.voice.as_ref()).map(|voice| voice.about.as_slice());
    let about = about.unwrap_or_default();
    let fits = |row: &RequestRow| {
        row.voice.is_none() && !row.private && !row.state.is_closed() && !about.contains(&row.id)
    };
    linkable(rows, voice, query, limit, fits)
}

/// Voices that may also speak of a request, and have every word of `query`: those of the customer who waits for it first, then the latest.
pub fn voices_to_link(rows: &Rows, request: DocId, query: &str, limit: usize) -> Vec<DocId> {
    if rows.request(request).is_none_or(|row| row.private) {
        return Vec::new();
    }
    let fits = |row: &RequestRow| row.voice.as_ref().is_some_and(|voice| !voice.about.contains(&request));
    let mut found = linkable(rows, request, query, limit, fits);
    if query.trim().is_empty() {
        let mut latest: Vec<&RequestRow> = rows.voices().filter(|row| fits(row)).collect();
        latest.put_in_order_by_key(|row| std::cmp::Reverse((row.asked_at, row.id)));
        let more: Vec<DocId> =
            latest.into_iter().map(|row| row.id).filter(|id| !found.contains(id)).collect();
        found.extend(more);
        found.truncate(limit);
    }
    found
}

/// What is found by the words, or, without any, what the same customer waits for or said; in either case the latter first.
fn linkable(
    rows: &Rows,
    from: DocId,
    query: &str,
    limit: usize,
    fits: impl Fn(&RequestRow) -> bool,
) -> Vec<DocId> {
    let customer = rows.request(from).and_then(|row| chain::customer_of(rows, row));
    let found: Vec<DocId> = match customer {
        Some(customer) if query.trim().is_empty() => {
            chain::waiting_for(rows, customer).into_iter().map(|row| row.id).collect()
        }
        None if query.trim().is_empty() => Vec::new(),
        _ => find::found_requests(rows, query),
    };
    let found = found.into_iter().filter(|id| *id != from).take(LINKS_READ_MAX);
    let mut found: Vec<&RequestRow> =
        found.filter_map(|id| rows.request(id)).filter(|row| fits(row)).collect();
    found.put_in_order_by_cached_key(|row| customer.is_none() || chain::customer_of(rows, row) != customer);
    found.into_iter().take(limit).map(|row| row.id).collect()
}

fn has_tag(voice: &VoiceRow, tag: &str) -> bool {
    let wanted = plain::sort_key(tag);
    voice.tags.iter().any(|own| plain::sort_key(own) == wanted)
}

/// Tags with how often they stand, written as most do; without case and accents they are the same.
fn counted<'a>(tags: impl Iterator<Item = &'a String>) -> Vec<(String, usize)> {
    let mut ways: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for tag in tags {
        *ways.entry(plain::sort_key(tag)).or_default().entry(tag).or_default() += 1;
    }
    let mut counted: Vec<(String, usize)> = ways
        .into_values()
        .filter_map(|ways| {
            let total = ways.values().sum();
            let (most, _) = ways.into_iter().max_by_key(|(way, count)| (*count, std::cmp::Reverse(*way)))?;
            Some((most.to_owned(), total))
        })
        .collect();
    counted.put_in_order_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    counted
}
