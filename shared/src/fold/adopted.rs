//! What became of a customer's voice.

use super::{Folded, Outcome};
use crate::model::{EventKind, Request};

/// What the team that has a voice answered last: delivering adopts it, declining declines it, and what moves it on asks anew.
pub fn adopted(request: &Request, folded: &Folded) -> Option<bool> {
    let effective = folded.events.iter().filter(|effect| effect.outcome == Outcome::Effective);
    let kinds = effective.filter_map(|effect| request.events.iter().find(|event| event.id == effect.id));
    kinds.fold(None, |answer, event| match event.kind {
        EventKind::Delivered { .. } => Some(true),
        EventKind::Declined { .. } => Some(false),
        EventKind::Asked { .. }
        | EventKind::Accepted { .. }
        | EventKind::CounterOffered { .. }
        | EventKind::Refused { .. }
        | EventKind::HandedOn { .. }
        | EventKind::Working
        | EventKind::Waiting { .. }
        | EventKind::Reopened { .. } => None,
        // Closing it says that the customer knows; the rest changes nothing of what was answered.
        EventKind::Confirmed { .. }
        | EventKind::Withdrawn { .. }
        | EventKind::Merged { .. }
        | EventKind::HandedOver { .. }
        | EventKind::Announced { .. }
        | EventKind::Split { .. }
        | EventKind::Kept { .. }
        | EventKind::Commented { .. }
        | EventKind::Followed { .. }
        | EventKind::Reworded { .. }
        | EventKind::Other { .. } => answer,
    })
}
