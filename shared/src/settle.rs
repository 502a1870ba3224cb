//! Settling promises between two ends: what accepting a proposal writes, and saying that a promise still holds.

use crate::edit::{Answering, Edit, ServiceField};
use crate::id::{DocId, Millis};
use crate::limits::RECONFIRM_EVERY;
use crate::model::Verdict;
use crate::view::{ProposalRow, Rows};

/// What accepting a proposal writes: the promise as it was proposed, and that the others which are known here are overtaken. None when it
/// isn't there any more, or was answered.
pub fn accept_proposal(rows: &Rows, service: DocId, by: DocId, at: Millis) -> Option<Vec<Edit>> {
    let row = rows.service(service)?;
    let waits = |one: &&ProposalRow| one.answer.is_none();
    let accepted = row.proposals.iter().filter(waits).find(|one| (one.by, one.at) == (by, at))?;
    let answer = |one: &ProposalRow, verdict| {
        let answering = Answering { to: one.at, verdict, words: String::new() };
        ServiceField::Answered(one.by, Some(Box::new(answering)))
    };
    let offer = &accepted.offer;
    // Another of the same person has the same key: its answer would replace this one.
    let others = row.proposals.iter().filter(waits).filter(|one| one.by != by);
    let fields = others
        .map(|one| answer(one, Verdict::Overtaken))
        .chain([
            answer(accepted, Verdict::Accepted),
            ServiceField::ReplyWithin(offer.reply_within),
            ServiceField::DeliverWithin(offer.deliver_within),
            ServiceField::ReconfirmBy(offer.reconfirm_by),
        ])
        .map(|field| Edit::ChangeService { id: service, field });
    Some(fields.collect())
}

/// What saying that a promise still holds writes: both ends look at it again in half a year.
pub fn still_holds(service: DocId, now: Millis) -> Edit {
    Edit::ChangeService { id: service, field: ServiceField::ReconfirmBy(Some(now + RECONFIRM_EVERY)) }
}
