//! *Find* and the answer card: one search over customers, requests and parties.

use super::{AwayNow, Card, Clock, Duplicate, Missed, Named, PartyRowKind, Piece, Section, State, WhySilent};
use crate::id::{DocId, Millis};

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// Customers, best first, each with what is open behind them; then chains without a customer whose order number was typed.
    pub customers: Section<CustomerAnswer>,
    /// Answers that are kept, by their questions; their requests stand in no other list.
    pub kept: Section<Hit>,
    /// Requests that have every word themselves, open ones first.
    pub requests: Section<Hit>,
    /// Requests that have every word only with what was answered and said since, open ones first.
    pub answers: Section<Hit>,
    /// Parties of the map.
    pub parties: Section<PartyHit>,
    /// Little was found as it was typed: what is spelt nearly so stands below it.
    pub near: bool,
    /// While many rows wait to be read for search: how many are read, and of how many.
    pub reading: Option<(usize, usize)>,
    /// How fresh this device's knowledge is: when it last heard from the relay.
    pub as_of: Option<Millis>,
}

/// A request that was found, and by what.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The request.
    pub card: Card,
    /// Its title, with what was found marked.
    pub title: Vec<Piece>,
    /// A part of its texts that has what the title lacks; may be empty.
    pub excerpt: Vec<Piece>,
    /// That part was said since: an answer, a comment or a reason.
    pub said: bool,
}

/// The answer card: for the person who has this customer on the phone, or whoever asks after an order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CustomerAnswer {
    /// The customer; where nobody's customer waits, the request at the root of the chain.
    pub customer: Named,
    /// Customer number, or the order number of such a request; may be empty.
    pub reference: String,
    /// Their telephone numbers, as written; may be empty.
    pub phone: String,
    /// What others wrote there at the same time.
    pub other_phones: Vec<String>,
    /// Others who have the same number and stand for themselves.
    pub same_phone: Vec<Named>,
    /// Those who were merged into them.
    pub duplicates: Vec<Duplicate>,
    /// What the one large sentence says.
    pub sentence: Sentence,
    /// Every request of their chains that is open or was answered under an open one: the root first, then in tree order.
    pub links: Section<AnswerLink>,
    /// Closed chains' roots, newest first.
    pub before: Section<AnswerLink>,
}

/// The data of the sentence over all links.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    /// Open requests for this customer, all links.
    pub open: usize,
    /// Those of them that whoever was asked still has to answer.
    pub asked: usize,
    /// Those of them that whoever asked has to decide on: another way was offered, or it was declined.
    pub to_decide: usize,
    /// Links that are answered (delivered or confirmed) under an open root.
    pub answered: usize,
    /// The link that has been silent longest.
    pub silent: Option<SilentLink>,
    /// The link that has been late longest without being silent.
    pub late: Option<LateLink>,
    /// The next moment that anybody gave (news, delivery or a first answer), and which team: also where a link is late or silent.
    pub next: Option<(Named, Millis)>,
    /// The link that has waited longest on who asked it: that is no promise of its team's, they need an answer.
    pub needs_word: Option<NeedsWord>,
    /// Since when the customer has waited: the oldest open root.
    pub since: Option<Millis>,
}

/// A link that is silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SilentLink {
    /// The team that has it.
    pub team: Named,
    /// The moment from which on it is.
    pub since: Millis,
    /// Why.
    pub why: WhySilent,
}

/// A link that is late without being silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateLink {
    /// The team that has it.
    pub team: Named,
    /// The moment that passed.
    pub since: Millis,
    /// What was to happen by then.
    pub missed: Missed,
}

/// A team that needs a word from whoever asked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedsWord {
    /// The team that has the request.
    pub team: Named,
    /// The team that asked it, and has to answer.
    pub from: Named,
    /// Why, in the words of the wait; may be empty.
    pub why: String,
}

/// One link of an answer card.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerLink {
    /// The request.
    pub id: DocId,
    /// Links below its root.
    pub depth: usize,
    /// The ask in one line.
    pub title: String,
    /// Order number; may be empty.
    pub reference: String,
    /// The team that has it.
    pub team: Named,
    /// Where that team is away, or soon will be.
    pub team_away: Option<AwayNow>,
    /// The person who has it, or delivered it.
    pub owner: Option<Named>,
    /// Where it stands.
    pub state: State,
    /// When it came into that state.
    pub state_since: Millis,
    /// When it was asked.
    pub asked_at: Millis,
    /// Its clock.
    pub clock: Clock,
    /// The answer, offer or reason that goes with the state; may be empty.
    pub last_words: String,
}

/// A party that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyHit {
    /// The party.
    pub party: Named,
    /// What it is.
    pub kind: PartyRowKind,
    /// Open requests that wait on it.
    pub open: usize,
}
