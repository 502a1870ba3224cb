//! Answers that are kept for whoever asks the like.

use super::{KeptRow, Named, RequestRow, Rows, Side, derive::line};
use crate::fold::{Folded, KeptNow, Kind, Outcome, is_possible};
use crate::id::{DocId, Millis};
use crate::in_order::InOrder as _;
use crate::limits::{KEPT_CHARS_MAX, KEPT_LISTED_MAX};
use crate::model::{Event, EventKind, Request};
use std::cmp::Reverse;

/// A kept answer in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// The request that was answered so.
    pub request: DocId,
    /// What it answers.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// The team that answered.
    pub team: Named,
    /// Who kept it.
    pub by: Named,
    /// When.
    pub at: Millis,
}

/// What is kept of a request, and whether the viewer may keep something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPart {
    /// What holds; several were said at once. Empty when nothing is kept.
    pub said: Vec<KeptSaid>,
    /// What the viewer may do.
    pub may: MayKeep,
    /// What was delivered last; may be empty.
    pub delivered: String,
}

/// What somebody kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSaid {
    /// What it answers; empty when it was taken back.
    pub question: String,
    /// The answer; empty when it was taken back.
    pub answer: String,
    /// Who kept it, or took it back.
    pub by: Named,
    /// When.
    pub at: Millis,
    /// The request was opened again since.
    pub reopened: bool,
}

/// Whether a request's answer may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayKeep {
    /// It has an answer, and the viewer is of one of its two teams.
    Yes,
    /// Only its two teams may read it: nothing is kept of it.
    Private,
    /// It isn't answered, or is others' to keep.
    No,
}

/// The answers that a team gave and that are kept, or those of all teams: the latest first, at most [`KEPT_LISTED_MAX`]. What was opened again
/// since isn't among them.
pub fn kept_answers(rows: &Rows, team: Option<DocId>) -> Vec<KeptAnswer> {
    let mut kept: Vec<(&RequestRow, &KeptRow)> =
        rows.kept_by(team).filter_map(|row| Some((row, row.holding()?))).collect();
    kept.put_in_order_by_key(|(row, kept)| (Reverse(kept.at), row.id));
    let listed = kept.into_iter().take(KEPT_LISTED_MAX);
    listed
        .map(|(row, kept)| KeptAnswer {
            request: row.id,
            question: kept.question.clone(),
            answer: kept.answer.clone(),
            team: rows.named(row.provider),
            by: rows.named(kept.by),
            at: kept.at,
        })
        .collect()
}

impl RequestRow {
    /// What is kept of it, unless it was opened again since.
    pub fn holding(&self) -> Option<&KeptRow> {
        self.kept.as_ref().filter(|kept| !kept.reopened && !self.private)
    }
}

impl KeptPart {
    pub(super) fn of(rows: &Rows, request: &Request, folded: &Folded, side: Side) -> Self {
        let said = said(request, folded);
        let is_kept = said.iter().any(|said| !said.answer.is_empty());
        let may = match is_possible(folded, Kind::Kept) && side != Side::Neither {
            true if request.private => MayKeep::Private,
            true => MayKeep::Yes,
            false => MayKeep::No,
        };
        let said = said.into_iter().filter(|_| is_kept).map(|one| KeptSaid {
            question: one.question.clone(),
            answer: one.answer.clone(),
            by: rows.named(one.by),
            at: one.at,
            reopened: one.reopened,
        });
        Self { said: said.collect(), may, delivered: delivered(request, folded) }
    }
}

/// What the row says: of several that were said at once the latest that isn't a taking back.
pub(super) fn kept_row(request: &Request, folded: &Folded) -> Option<KeptRow> {
    let all = said(request, folded);
    let kept = all.into_iter().find(|said| !said.answer.is_empty())?;
    Some(KeptRow {
        question: line(&kept.question),
        answer: kept.answer.chars().take(KEPT_CHARS_MAX).collect(),
        ..kept
    })
}

/// Whether people kept different things at once.
pub(super) fn is_disputed(request: &Request, folded: &Folded) -> bool {
    folded.kept.len() > 1 && said(request, folded).len() > 1
}

/// What was said and holds, each once.
fn said(request: &Request, folded: &Folded) -> Vec<KeptRow> {
    let mut all: Vec<KeptRow> = Vec::new();
    for KeptNow { event, reopened } in &folded.kept {
        let Some(event) = request.events.iter().find(|known| known.id == *event) else { continue };
        let EventKind::Kept { question, answer } = &event.kind else { continue };
        let (question, answer) = (question.clone(), answer.clone());
        if all.iter().all(|known| (&known.question, &known.answer) != (&question, &answer)) {
            all.push(KeptRow { question, answer, by: event.by, at: at(event, folded), reopened: *reopened });
        }
    }
    all
}

fn at(event: &Event, folded: &Folded) -> Millis {
    folded.events.iter().find(|effect| effect.id == event.id).map_or_else(|| event.at(), |effect| effect.at)
}

/// What was delivered last; may be empty.
pub(super) fn delivered(request: &Request, folded: &Folded) -> String {
    let effective = folded.events.iter().rev().filter(|effect| effect.outcome == Outcome::Effective);
    let mut events = effective.filter_map(|effect| request.events.iter().find(|event| event.id == effect.id));
    let answer = events.find_map(|event| match &event.kind {
        EventKind::Delivered { answer, .. } => Some(answer.clone()),
        _ => None,
    });
    answer.unwrap_or_default()
}
