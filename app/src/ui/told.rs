//! What somebody did to a request, and which part of it, in a word or two.

use super::tell::act;
use super::words::t;
use sightline_shared::fold::Kind;
use sightline_shared::model::Wording;
use sightline_shared::view::NextAct;

/// What somebody did, in the words of the button that does it.
pub(crate) fn done(kind: Kind) -> String {
    match kind {
        Kind::Asked => t!("state-asked"),
        Kind::Accepted => t!("act-accept-short"),
        Kind::CounterOffered => act(NextAct::CounterOffer),
        Kind::HandedOn => act(NextAct::HandOn),
        Kind::Declined => act(NextAct::Decline),
        Kind::Working => act(NextAct::Start),
        Kind::Waiting => act(NextAct::Wait),
        Kind::Announced => act(NextAct::Announce),
        Kind::Delivered => t!("act-deliver-short"),
        Kind::Confirmed => t!("act-confirm-short"),
        Kind::Reopened => act(NextAct::Reopen),
        Kind::Withdrawn => act(NextAct::Withdraw),
        Kind::Commented => act(NextAct::Comment),
        Kind::Other => t!("state-unknown"),
        Kind::HandedOver => act(NextAct::HandOver),
        Kind::Merged => act(NextAct::Merge),
        Kind::Followed => t!("request-follow"),
        Kind::Split => t!("split-title"),
        Kind::Kept => t!("kept-keep"),
        Kind::Refused => act(NextAct::Refuse),
        Kind::Reworded => t!("request-edit"),
    }
}

/// A part of what is asked.
pub(crate) fn wording(what: Wording) -> String {
    match what {
        Wording::Title => t!("field-title"),
        Wording::Details => t!("field-details"),
        Wording::Words => t!("field-words"),
        Wording::Reference => t!("field-reference"),
        Wording::Customer => t!("field-customer"),
        Wording::Parent => t!("field-parent"),
        Wording::Due => t!("field-due"),
    }
}
