//! What was answered before, while somebody asks: requests that were closed with an answer and have the words that are being typed.

use super::{Named, RequestRow, Rows, plain};
use crate::id::{DocId, DocKind, Millis};
use crate::in_order::InOrder as _;
use std::cmp::Reverse;

/// So many are shown at most.
const SHOWN_MAX: usize = 3;
/// So many of the closest are looked at for an answer.
const LOOKED_AT_MAX: usize = 60;
/// Letters of a word that says something.
const LETTERS_MIN: usize = 3;

/// A request that may have been this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnsweredBefore {
    /// The request, by its title, or by the question for which its answer is kept.
    pub request: Named,
    /// What was answered.
    pub answer: String,
    /// The team that answered.
    pub team: Named,
    /// When it came into its state, or was kept.
    pub at: Millis,
    /// It is kept as an answer.
    pub kept: bool,
}

/// A request that has the words, and how many of them it has itself; kept answers first.
pub(super) type Like = (Reverse<bool>, Reverse<u32>, DocId);

/// The closest of them: two thirds of the words at least, kept answers first, then those of the team that is asked, then by words, then the
/// latest.
pub fn answered_before(rows: &Rows, title: &str, team: Option<DocId>) -> Vec<AnsweredBefore> {
    closest(rows, &alike(rows, title), team)
}

/// Requests that have two thirds of the words of a title at least, as their own or in the question for which their answer is kept; and kept
/// answers to whose question as much is typed.
pub(super) fn alike(rows: &Rows, title: &str) -> Vec<Like> {
    let mut words = plain::query_words(title);
    words.retain(|word| word.chars().count() >= LETTERS_MIN);
    if words.len() < 2 {
        return Vec::new();
    }
    let enough = two_thirds(words.len());
    let marks = rows.search().look_up(&words, |id| rows.texts_of(id));
    let taken = marks.slots().map(|(slot, mask)| (slot.id, slot.kept, mask));
    let is_kept = |id: DocId| rows.request(id).is_some_and(|row| row.holding().is_some());
    let waiting = marks.waiting().iter().map(|(id, mask)| (*id, is_kept(*id), *mask));
    let mut alike: Vec<Like> = taken
        .chain(waiting)
        .filter(|(id, ..)| id.kind() == DocKind::Request)
        .map(|(id, kept, mask)| (Reverse(kept), Reverse(mask.own.count_ones()), id))
        .filter(|(kept, count, id)| count.0 >= enough || kept.0 && count.0 > 0 && is_asked(rows, *id, &words))
        .collect();
    alike.put_in_order();
    alike
}

/// Whether two thirds of the words of a kept answer's question, two at least, are asked for: it may be shorter than what is typed.
fn is_asked(rows: &Rows, id: DocId, typed: &[String]) -> bool {
    let Some(kept) = rows.request(id).and_then(RequestRow::holding) else { return false };
    let mut words = plain::words(&kept.question);
    words.retain(|word| word.chars().count() >= LETTERS_MIN);
    let asked = words.iter().filter(|word| typed.iter().any(|typed| word.starts_with(typed))).count();
    u32::try_from(asked).is_ok_and(|asked| asked >= two_thirds(words.len()).max(2))
}

fn two_thirds(words: usize) -> u32 {
    u32::try_from((words * 2).div_ceil(3)).unwrap_or(u32::MAX)
}

/// Those of them that show.
pub(super) fn closest(rows: &Rows, alike: &[Like], team: Option<DocId>) -> Vec<AnsweredBefore> {
    let answered = alike.iter().filter_map(|(kept, count, id)| {
        let row = rows.request(*id)?;
        let (title, said, at) = answer(row)?;
        let before = AnsweredBefore {
            request: Named { id: *id, name: title.to_owned() },
            answer: said.to_owned(),
            team: rows.named(row.provider),
            at,
            kept: kept.0,
        };
        Some(((*kept, Some(row.provider) != team, *count, Reverse(at), *id), before))
    });
    let mut found: Vec<_> = answered.take(LOOKED_AT_MAX).collect();
    found.put_in_order_by_key(|(place, _)| *place);
    found.into_iter().take(SHOWN_MAX).map(|(_, before)| before).collect()
}

/// What was asked, what was answered and when, unless it didn't help or can be read by few.
pub(super) fn answer(row: &RequestRow) -> Option<(&str, &str, Millis)> {
    if let Some(kept) = row.holding() {
        return Some((&kept.question, &kept.answer, kept.at));
    }
    if row.private || row.helped == Some(false) {
        return None;
    }
    let answer = row.answer();
    (!answer.trim().is_empty()).then_some((row.title.as_str(), answer, row.state_since))
}
