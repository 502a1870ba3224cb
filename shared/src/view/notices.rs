//! Notices: what a person should hear of, in one place. Derived from rows; which of them somebody has seen is their device's to keep.

use super::card::Below;
use super::escalation::{escalation, told_at};
use super::taken::lost_it;
use super::{Escalation, LastSaid, Lost, Mention, Named, RequestRow, Rows, State, TaskRow, Viewer, chain};
use crate::fold::Kind;
use crate::id::{DocId, Millis, Span};
use crate::in_order::InOrder as _;
use crate::model::Wording;

/// How far back notices go.
pub const NOTICES_KEPT: Span = Span::days(14);
/// How many are told at most: the latest.
pub const NOTICES_MAX: usize = 200;

/// Something to hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The same for the same thing, on every device and at any time: by this it is known to be seen.
    pub key: u64,
    /// When it happened; of a silence, when its last step was taken.
    pub at: Millis,
    /// The request; of routine work the task.
    pub request: Named,
    /// What happened.
    pub what: What,
    /// Who did it; none when nobody did anything.
    pub by: Option<Named>,
    /// What they said with it; may be empty.
    pub words: String,
}

/// What a notice says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// What I asked or own came to stand here.
    Turned(State),
    /// Somebody gave it to me, or agreed to what I offered.
    Yours,
    /// Somebody gave this routine work to me.
    TaskYours,
    /// Its owner gave it back to the team.
    Returned,
    /// The asker said no to what I or my team offered, and still asks.
    Refused,
    /// The asker has answered what I or whom I asked or follow waited for.
    WaitAnswered,
    /// The last answer that it waited for from below is here: of so many.
    AnsweredBelow(usize),
    /// What waits for it was withdrawn or closed in another way, while I or my team still have it.
    ClosedAbove(State),
    /// I had it, until somebody did this.
    Taken(Kind),
    /// Somebody said something of what I asked, own or follow.
    Said,
    /// Somebody changed what is asked, of what I asked, own or follow.
    Reworded(Wordings),
    /// Whoever has what I asked, own or follow will have news then.
    News(Millis),
    /// Somebody named me, or my team, in a comment.
    Mentioned,
    /// What I did has no effect: somebody did something at the same time that weighs more, or had confirmed it.
    Lost {
        /// What I did.
        mine: Kind,
        /// What they did.
        theirs: Kind,
    },
    /// Somebody is silent, and by the team's steps I am told.
    Silent(Escalation),
}

/// Some of the parts of what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wordings(u8);

impl Wordings {
    /// Each in its place, once.
    pub fn of(parts: &[Wording]) -> Self {
        let bit = |part: &Wording| Wording::ALL.iter().position(|one| one == part).map_or(0, |at| 1 << at);
        Self(parts.iter().fold(0, |all, part| all | bit(part)))
    }

    /// In the order of a request.
    pub fn iter(self) -> impl Iterator<Item = Wording> {
        Wording::ALL
            .into_iter()
            .enumerate()
            .filter(move |(at, _)| self.0 >> at & 1 == 1)
            .map(|(_, part)| part)
    }
}

/// What this person should hear of, the latest first: at most `NOTICES_MAX`, from the last `NOTICES_KEPT`. A silence is one notice, however
/// many of its steps were taken while nobody looked.
pub fn notices(rows: &Rows, viewer: &Viewer, now: Millis) -> Vec<Notice> {
    let since = now - NOTICES_KEPT;
    let happened = rows.changed_since(since).flat_map(|row| happened(rows, viewer, row, since));
    let silent = rows.open().filter_map(|row| silent(rows, viewer, row, since, now));
    let given = rows.tasks().filter_map(|row| given(rows, viewer, row, since));
    let mut all: Vec<Notice> = happened.chain(silent).chain(given).collect();
    all.put_in_order_by_key(|notice| std::cmp::Reverse((notice.at, notice.key)));
    all.dedup_by_key(|notice| notice.key);
    all.truncate(NOTICES_MAX);
    all
}

fn happened(rows: &Rows, viewer: &Viewer, row: &RequestRow, since: Millis) -> impl Iterator<Item = Notice> {
    let lost = row.lost.iter().filter(move |lost| lost.by == viewer.person && lost.at >= since);
    let named = row
        .mentions
        .iter()
        .filter(move |one| is_named(viewer, one) && one.by != viewer.person && one.at >= since);
    let taken = lost_it(rows, viewer, row, since);
    // Who asked it, too, hears of one thing once.
    let is_told = taken.is_some() && row.taken_from(viewer.person).map(|taken| taken.event) == row.last_event;
    let answered = answered_below(rows, viewer, row, since);
    let turn = if is_told || answered.is_some() { None } else { turn(rows, viewer, row, since) };
    turn.into_iter()
        .chain(answered)
        .chain(remarked(viewer, row, since).map(|what| said(rows, row, what)))
        .chain(reworded(rows, viewer, row, since))
        .chain(closed_above(rows, viewer, row, since))
        .chain(taken)
        .chain(lost.map(|lost| overruled(rows, row, lost)))
        .chain(named.map(|one| mentioned(rows, row, one)))
}

/// Its last turn, if somebody else took it.
fn turn(rows: &Rows, viewer: &Viewer, row: &RequestRow, since: Millis) -> Option<Notice> {
    let (at, by) = (row.moved_at(), row.moved_by());
    let owns = row.is_owned_by(viewer.person);
    let returned = row.was_given_back();
    let twice = || rows.same_as(row.id).any(|other| other.asked_by == viewer.person);
    let mine = is_theirs(viewer, row) || twice();
    let what = if returned && (mine || viewer.team == Some(row.provider)) {
        What::Returned
    } else if row.refused && (mine || has(viewer, row)) {
        // Who offered need not own it: then the offer was their team's.
        What::Refused
    } else if row.wait_answered && mine {
        // Before the next: of two who answered apart the later changes nothing, either.
        What::WaitAnswered
    } else if owns && (row.state == State::Accepted || row.turned_at.is_some()) {
        // Accepted for them, or handed over: that changes the owner and nothing else.
        What::Yours
    } else if mine {
        What::Turned(row.state)
    } else {
        return None;
    };
    let shown = at >= since && by != viewer.person;
    let event = row.last_event.map(|event| *event.as_bytes()).unwrap_or_default();
    shown.then(|| Notice {
        key: key(row.id, &event),
        at,
        request: Named { id: row.id, name: row.title.clone() },
        what,
        by: Some(rows.named(by)),
        words: row.last_words.clone(),
    })
}

/// Of the last answer that a request waits for from below: whoever has that request, or its team while nobody does, can go on. With the
/// words of that answer, which they hear so and not once more as a turn of what they asked.
fn answered_below(rows: &Rows, viewer: &Viewer, row: &RequestRow, since: Millis) -> Option<Notice> {
    let at = row.delivered_at.filter(|at| *at >= since)?;
    // Who delivered it, or closed it: they know. Once it was handed over since, whoever brought it there is its team.
    let moved = row.moved_by();
    let by = if row.state == State::Delivered && row.moved_at() == at { moved } else { row.provider };
    let chain::Above::Parent(parent) = chain::above(rows, row) else { return None };
    let waits = |parent: &&RequestRow| parent.state.waits_on_provider() && has(viewer, parent);
    let parent = rows.request(parent).filter(waits).filter(|_| moved != viewer.person)?;
    let below = Below::of(rows, parent);
    let later = |other: &&RequestRow| (other.delivered_at, other.id) > (Some(at), row.id);
    let is_last = !chain::below(rows, parent).iter().any(later);
    let what = [row.id.to_bytes().as_slice(), &at.0.to_be_bytes(), &[3]].concat();
    (below.is_all_answered() && is_last).then(|| Notice {
        key: key(parent.id, &what),
        at,
        request: Named { id: parent.id, name: parent.title.clone() },
        what: What::AnsweredBelow(below.all),
        by: Some(rows.named(by)),
        words: row.last_words.clone(),
    })
}

/// Of a request that was closed over open ones: whoever has one of these, or its team while nobody does, hears that it may not be needed.
fn closed_above(rows: &Rows, viewer: &Viewer, row: &RequestRow, since: Millis) -> Vec<Notice> {
    let (at, by) = (row.moved_at(), row.moved_by());
    if !row.state.is_closed() || at < since || by == viewer.person {
        return Vec::new();
    }
    let event = row.last_event.map(|event| *event.as_bytes()).unwrap_or_default();
    let below = chain::below(rows, row)
        .into_iter()
        .filter(|child| child.state.waits_on_provider() && has(viewer, child));
    let notice = |child: &RequestRow| Notice {
        key: key(child.id, &[event.as_slice(), &[4]].concat()),
        at,
        request: Named { id: child.id, name: child.title.clone() },
        what: What::ClosedAbove(row.state),
        by: Some(rows.named(by)),
        words: row.last_words.clone(),
    };
    below.map(notice).collect()
}

/// Whether the viewer has it, or their team while nobody of the app does.
fn has(viewer: &Viewer, row: &RequestRow) -> bool {
    match row.accepted_at.filter(|_| row.outside.is_none()) {
        Some(_) => row.is_owned_by(viewer.person),
        None => viewer.team == Some(row.provider),
    }
}

fn overruled(rows: &Rows, row: &RequestRow, lost: &Lost) -> Notice {
    Notice {
        // Not the event's own: the same person may hear of it as a turn of the request, too.
        key: key(row.id, &[lost.event.as_bytes().as_slice(), &[1]].concat()),
        at: lost.at,
        request: Named { id: row.id, name: row.title.clone() },
        what: What::Lost { mine: lost.kind, theirs: lost.won },
        by: Some(rows.named(lost.winner)),
        words: String::new(),
    }
}

/// Whether the viewer asked it, has it or follows it.
fn is_theirs(viewer: &Viewer, row: &RequestRow) -> bool {
    row.is_owned_by(viewer.person) || row.asked_by == viewer.person || row.is_followed_by(viewer.person)
}

/// Whether a comment names the viewer, or their team.
fn is_named(viewer: &Viewer, mention: &Mention) -> bool {
    mention.who == viewer.person || Some(mention.who) == viewer.team
}

/// What was said last of what is the viewer's; whom it names hears so already.
fn remarked<'a>(viewer: &Viewer, row: &'a RequestRow, since: Millis) -> Option<&'a LastSaid> {
    let remark = row.last_said.as_ref().filter(|one| one.at >= since && one.by != viewer.person)?;
    // What ended a wait is heard of as that.
    if row.last_event == Some(remark.event) {
        return None;
    }
    let hears = row.mentions.iter().any(|one| one.event == remark.event && is_named(viewer, one));
    (is_theirs(viewer, row) && !hears).then_some(remark)
}

fn said(rows: &Rows, row: &RequestRow, remark: &LastSaid) -> Notice {
    // Of what is kept to search it is the newest, if nothing has happened since but a change of what is asked: that has no words of its own.
    let was_changed = row.reworded.as_ref().is_some_and(|one| one.at == row.changed_at);
    let is_newest = remark.at == row.changed_at || was_changed && row.moved_at() <= remark.at;
    let words = row.said.lines().next().filter(|_| is_newest);
    let what = remark.news.map_or(What::Said, What::News);
    Notice {
        key: key(row.id, &[remark.event.as_bytes().as_slice(), &[5]].concat()),
        at: remark.at,
        request: Named { id: row.id, name: row.title.clone() },
        what,
        by: Some(rows.named(remark.by)),
        words: words.unwrap_or_default().to_owned(),
    }
}

/// What is asked was changed by somebody else, of what is the viewer's.
fn reworded(rows: &Rows, viewer: &Viewer, row: &RequestRow, since: Millis) -> Option<Notice> {
    let changed = row.reworded.as_ref().filter(|one| one.at >= since && one.by != viewer.person)?;
    is_theirs(viewer, row).then(|| Notice {
        key: key(row.id, &[changed.event.as_bytes().as_slice(), &[5]].concat()),
        at: changed.at,
        request: Named { id: row.id, name: row.title.clone() },
        what: What::Reworded(Wordings::of(&changed.what)),
        by: Some(rows.named(changed.by)),
        words: String::new(),
    })
}

fn mentioned(rows: &Rows, row: &RequestRow, mention: &Mention) -> Notice {
    Notice {
        // Named as a person and with their team, one hears of it once.
        key: key(row.id, &[mention.event.as_bytes().as_slice(), &[2]].concat()),
        at: mention.at,
        request: Named { id: row.id, name: row.title.clone() },
        what: What::Mentioned,
        by: Some(rows.named(mention.by)),
        words: String::new(),
    }
}

fn silent(rows: &Rows, viewer: &Viewer, row: &RequestRow, since: Millis, now: Millis) -> Option<Notice> {
    // Of thousands that are silent few concern one person: whom a step can tell is seen at a glance, when it was taken is not.
    let concerns = row.is_owned_by(viewer.person)
        || viewer.team == Some(row.provider)
        || row.asked_by == viewer.person
        || row.parent.is_some();
    if !concerns {
        return None;
    }
    let at = told_at(rows, viewer, row, now).filter(|at| *at >= since)?;
    let escalation = escalation(rows, row, now)?;
    Some(Notice {
        key: key(row.id, &at.0.to_be_bytes()),
        at,
        request: Named { id: row.id, name: row.title.clone() },
        what: What::Silent(escalation),
        by: None,
        words: String::new(),
    })
}

/// Routine work that somebody else gave to the viewer, while it is theirs and still comes.
fn given(rows: &Rows, viewer: &Viewer, row: &TaskRow, since: Millis) -> Option<Notice> {
    let given = row.given.filter(|given| given.at >= since && given.by != viewer.person)?;
    let comes = row.owner == Some(viewer.person) && !row.ended && row.open.is_some();
    comes.then(|| Notice {
        key: key(row.id, &[given.at.0.to_be_bytes().as_slice(), &[6]].concat()),
        at: given.at,
        request: Named { id: row.id, name: row.title.clone() },
        what: What::TaskYours,
        by: Some(rows.named(given.by)),
        words: String::new(),
    })
}

/// FNV-1a: short to keep, and the same for ever.
pub(super) fn key(request: DocId, what: &[u8]) -> u64 {
    let bytes = request.to_bytes().into_iter().chain(what.iter().copied());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
