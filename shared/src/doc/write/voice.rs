//! What makes a request a customer's voice.

use super::{Done, Draft};
use crate::doc::EditError;
use crate::doc::schema::{channel, key};
use crate::edit::HeardVoice;
use crate::fold::{Folded, adopted};
use crate::id::DocKind;
use crate::limits::VOICE_LINKS_MAX;
use crate::model::{EventKind, Request};

impl Draft<'_> {
    pub(super) fn voice(&mut self, voice: Option<&HeardVoice>) -> Done {
        let Some(HeardVoice { channel, tags, about }) = voice else { return Ok(()) };
        if tags.len().max(about.len()) > VOICE_LINKS_MAX {
            return Err(EditError::TooLarge);
        }
        if about.iter().any(|request| request.kind() != DocKind::Request) {
            return Err(EditError::NotAllowed);
        }
        self.put(key::VOICE, channel::name(*channel))?;
        tags.iter().try_for_each(|tag| self.put(&format!("{}{tag}", key::TAG), true))?;
        about.iter().try_for_each(|request| self.put(&format!("{}{request}", key::ABOUT), true))
    }

    /// Of a voice, which has so many already.
    pub(super) fn link(&mut self, have: Option<usize>, key: &str, set: bool) -> Done {
        match have {
            None => Err(EditError::NotAllowed),
            Some(have) if set && have >= VOICE_LINKS_MAX => Err(EditError::TooLarge),
            Some(_) => {
                self.put(key, set)?;
                // Later edits of the same change count it.
                self.begun()
            }
        }
    }
}

/// A customer's voice that nobody has answered isn't put away without a word.
pub(super) fn is_wordless_withdrawal(request: &Request, folded: &Folded, event: &EventKind) -> bool {
    let is_wordless = matches!(event, EventKind::Withdrawn { reason } if reason.trim().is_empty());
    is_wordless && request.voice.is_some() && adopted(request, folded).is_none()
}

/// A customer's voice is adopted with words: what becomes of it.
pub(in crate::doc) fn is_wordless_answer(event: &EventKind) -> bool {
    matches!(event, EventKind::Delivered { answer, .. } if answer.trim().is_empty())
}
