//! Proposals of a service and what was said to them: two keys for each person who ever proposed, one atomic text each.

use super::ReadError;
use super::fields::{self as of, Fields};
use super::schema::{key, verdict};
use crate::id::{DocId, DocKind, Millis, Span};
use crate::in_order::InOrder as _;
use crate::model::{Answer, Field, Offer, Proposal};
use automerge::{ReadDoc, ScalarValue};
use std::str::FromStr;

/// All proposals that weren't withdrawn, by their moments; of one person two, if they wrote on two devices at once. What can't be read is left
/// alone, like an unknown key.
pub(super) fn read_proposals<R: ReadDoc>(root: &Fields<'_, R>) -> Result<Vec<Proposal>, ReadError> {
    let answers = root.all(key::ANSWER, answer)?;
    let mut all = Vec::new();
    for (by, said) in root.all(key::PROPOSAL, proposal)? {
        let Some(by) = person(&by) else { continue };
        let answers = answers.iter().find(|(to, _)| person(to) == Some(by)).map(|(_, said)| said);
        for (at, offer) in values(&said).flatten() {
            all.push(Proposal { by, at: *at, offer: offer.clone(), answer: answer_to(*at, answers) });
        }
    }
    all.put_in_order_by_key(|one| (one.at, one.by));
    Ok(all)
}

fn answer_to(at: Millis, said: Option<&Field<Option<Answer>>>) -> Option<Answer> {
    let answers = said.into_iter().flat_map(values).flatten().filter(|answer| answer.to == at);
    answers.min_by_key(|answer| (answer.verdict, answer.at, answer.by)).cloned()
}

fn values<T>(field: &Field<T>) -> impl Iterator<Item = &T> {
    std::iter::once(&field.value).chain(&field.others)
}

fn person(text: &str) -> Option<DocId> {
    DocId::from_str(text).ok().filter(|id| id.kind() == DocKind::Person)
}

/// `at end reply deliver reconfirm words`, `-` for none. Empty: it was withdrawn.
fn proposal(value: &ScalarValue) -> Option<Option<(Millis, Offer)>> {
    let text = of::text(value)?;
    if text.is_empty() {
        return Some(None);
    }
    let mut parts = text.splitn(6, ' ');
    let at = Millis(parts.next()?.parse().ok()?);
    let offer = Offer {
        end: maybe(parts.next()?)?,
        reply_within: maybe(parts.next()?)?.map(Span),
        deliver_within: maybe(parts.next()?)?.map(Span),
        reconfirm_by: maybe(parts.next()?)?.map(Millis),
        words: parts.next()?.to_owned(),
    };
    Some(Some((at, offer)))
}

pub(super) fn proposal_text(at: Millis, offer: &Offer) -> String {
    let end = said(offer.end);
    let (reply, deliver) = (offer.reply_within.map(|span| span.0), offer.deliver_within.map(|span| span.0));
    let reconfirm = said(offer.reconfirm_by.map(|at| at.0));
    format!("{} {end} {} {} {reconfirm} {}", at.0, said(reply), said(deliver), offer.words)
}

/// `to verdict by at words`. Empty: it was taken back.
fn answer(value: &ScalarValue) -> Option<Option<Answer>> {
    let text = of::text(value)?;
    if text.is_empty() {
        return Some(None);
    }
    let mut parts = text.splitn(5, ' ');
    Some(Some(Answer {
        to: Millis(parts.next()?.parse().ok()?),
        verdict: verdict::verdict(parts.next()?)?,
        by: parts.next()?.parse().ok()?,
        at: Millis(parts.next()?.parse().ok()?),
        words: parts.next()?.to_owned(),
    }))
}

pub(super) fn answer_text(answer: &Answer) -> String {
    let verdict = verdict::name(answer.verdict);
    format!("{} {verdict} {} {} {}", answer.to.0, answer.by, answer.at.0, answer.words)
}

fn maybe<T: FromStr>(text: &str) -> Option<Option<T>> {
    if text == "-" { Some(None) } else { text.parse().ok().map(Some) }
}

fn said(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}
