//! Edits of a service's document.

use super::super::EditError;
use super::super::proposals::{answer_text, proposal_text};
use super::super::schema::key;
use super::{Done, Draft, bytes, maybe, moment};
use crate::edit::{Answering, Edit, ServiceField, Stamp};
use crate::id::{DocId, DocKind};
use crate::limits::PROPOSALS_MAX;
use crate::model::{Answer, Model, Offer, Service};

impl Draft<'_> {
    pub(super) fn add_service(&mut self, edit: &Edit) -> Done {
        let Edit::AddService { provider, served, name, reply_within, deliver_within, .. } = edit else {
            return Err(EditError::NotAllowed);
        };
        self.begin(DocKind::Service)?;
        self.put(key::PROVIDER, bytes(*provider))?;
        self.put(key::SERVED, bytes(*served))?;
        self.put(key::NAME, name.as_str())?;
        self.put_some(key::REPLY, reply_within.map(|span| span.0))?;
        self.put_some(key::DELIVER, deliver_within.map(|span| span.0))?;
        self.begun()
    }

    pub(super) fn change_service(&mut self, field: &ServiceField, stamp: &Stamp) -> Done {
        self.exists()?;
        match field {
            ServiceField::Name(text) => self.put(key::NAME, text.as_str()),
            ServiceField::ReplyWithin(span) => self.put(key::REPLY, maybe(span.map(|span| span.0))),
            ServiceField::DeliverWithin(span) => self.put(key::DELIVER, maybe(span.map(|span| span.0))),
            ServiceField::ReconfirmBy(at) => self.put(key::RECONFIRM, maybe(at.map(moment))),
            ServiceField::Questions(text) => self.put(key::QUESTIONS, text.as_str()),
            ServiceField::Retired(retired) => self.put(key::RETIRED, *retired),
            ServiceField::Contact(text) => self.put(key::CONTACT, text.as_str()),
            ServiceField::Hours(text) => self.put(key::HOURS, text.as_str()),
            ServiceField::Proposed(offer) => self.propose(offer.as_deref(), stamp),
            ServiceField::Answered(by, answer) => self.answer(*by, answer.as_deref(), stamp),
        }
    }

    fn service(&self) -> Result<&Service, EditError> {
        match &self.model {
            Some(Model::Service(service)) => Ok(service),
            _ => Err(EditError::NotAllowed),
        }
    }

    fn propose(&mut self, offer: Option<&Offer>, stamp: &Stamp) -> Done {
        let service = self.service()?;
        if offer.is_some_and(|offer| !offer.fits(service)) {
            return Err(EditError::NotAllowed);
        }
        let is_new = service.proposals.iter().all(|one| one.by != stamp.by);
        if offer.is_some() && is_new && service.proposals.len() >= PROPOSALS_MAX {
            return Err(EditError::TooLarge);
        }
        let at = stamp.device_time + stamp.offset;
        let text = offer.map(|offer| proposal_text(at, offer)).unwrap_or_default();
        self.put(&format!("{}{}", key::PROPOSAL, stamp.by), text)?;
        // Later edits of the same change find it.
        self.begun()
    }

    fn answer(&mut self, by: DocId, answer: Option<&Answering>, stamp: &Stamp) -> Done {
        let asked =
            |at| self.service().map(|all| all.proposals.iter().any(|one| (one.by, one.at) == (by, at)));
        let text = match answer {
            None => String::new(),
            Some(answer) if !asked(answer.to)? => return Err(EditError::NotNow),
            Some(Answering { to, verdict, words }) => {
                let at = stamp.device_time + stamp.offset;
                let said = Answer { to: *to, verdict: *verdict, by: stamp.by, at, words: words.clone() };
                if !said.makes_sense() {
                    return Err(EditError::BadText);
                }
                answer_text(&said)
            }
        };
        self.put(&format!("{}{by}", key::ANSWER), text)?;
        self.begun()
    }
}
