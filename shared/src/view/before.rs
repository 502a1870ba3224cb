//! What was answered before, while somebody asks: requests that were closed with an answer and have the words that are being typed.

use super::{Named, RequestRow, Rows, State, plain};
use crate::id::{DocId, DocKind, Millis};
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
    /// The request, by its title.
    pub request: Named,
    /// What was answered.
    pub answer: String,
    /// The team that answered.
    pub team: Named,
    /// When it came into its state.
    pub at: Millis,
}

/// The closest of them: two thirds of the words at least, those of the team that is asked first, then by words, then the latest.
pub fn answered_before(rows: &Rows, title: &str, team: Option<DocId>) -> Vec<AnsweredBefore> {
    let mut words = plain::query_words(title);
    words.retain(|word| word.chars().count() >= LETTERS_MIN);
    if words.len() < 2 {
        return Vec::new();
    }
    let enough = u32::try_from((words.len() * 2).div_ceil(3)).unwrap_or(u32::MAX);
    let marks = rows.search().look_up(&words, |id| rows.texts_of(id));
    let taken = marks.slots().map(|(slot, mask)| (slot.id, mask));
    let close = taken.chain(marks.waiting().iter().copied()).filter(|(id, _)| id.kind() == DocKind::Request);
    let mut close: Vec<(Reverse<u32>, DocId)> = close
        .map(|(id, mask)| (Reverse(mask.own.count_ones()), id))
        .filter(|(count, _)| count.0 >= enough)
        .collect();
    close.sort_unstable();
    let answered = close.iter().filter_map(|(count, id)| {
        let row = rows.request(*id)?;
        Some((Some(row.provider) != team, *count, Reverse(row.state_since), row, answer(row)?))
    });
    let mut found: Vec<_> = answered.take(LOOKED_AT_MAX).collect();
    found.sort_by_key(|one| (one.0, one.1, one.2, one.3.id));
    let shown = found.into_iter().take(SHOWN_MAX);
    shown
        .map(|(_, _, _, row, answer)| AnsweredBefore {
            request: rows.named(row.id),
            answer: answer.to_owned(),
            team: rows.named(row.provider),
            at: row.state_since,
        })
        .collect()
}

/// What was answered, unless it didn't help or can be read by few.
fn answer(row: &RequestRow) -> Option<&str> {
    if row.private || row.helped == Some(false) {
        return None;
    }
    let answer = match row.state {
        State::Delivered => row.last_words.as_str(),
        // What goes with a confirmation is thanks; the answer was said right before.
        State::Confirmed => row.said.lines().next().unwrap_or_default(),
        _ => "",
    };
    (!answer.is_empty()).then_some(answer)
}
