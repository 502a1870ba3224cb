//! One request of the demo: its steps become events, each written by the device of whoever took it.

use super::script::{Does, Request, Step};
use super::{BadDemo, Names};
use crate::load::story::{Part, Pen, Story};
use sightline_shared::edit::{Ask, Edit, HeardVoice, RequestField};
use sightline_shared::id::{DocId, Millis};
use sightline_shared::model::{Due, EventKind};

/// Tells one request.
///
/// # Errors
/// When it names somebody who isn't there.
pub(super) fn request(names: &Names, request: &Request, now: Millis) -> Result<Story, BadDemo> {
    let id = names.request(&request.key);
    let mut teller = Teller { names, now, id, offer: None };
    let mut pen = Pen::new(&names.namer, id);
    let by = names.person(&request.by)?;
    pen.write(Edit::Ask(Box::new(teller.ask(request)?)), by, now - request.ago.0);
    let mut parts: Vec<Part> = Vec::new();
    let mut holds = request.by.as_str();
    for step in &request.steps {
        if step.by != holds {
            parts.push(names.part(holds, false, &mut pen));
            holds = &step.by;
        }
        teller.step(&mut pen, step)?;
    }
    parts.push(names.part(holds, false, &mut pen));
    for step in &request.apart {
        teller.step(&mut pen, step)?;
        parts.push(names.part(&step.by, true, &mut pen));
    }
    Ok(Story { doc: id, parts, rows: Vec::new() })
}

struct Teller<'a> {
    names: &'a Names,
    now: Millis,
    id: DocId,
    /// Who made the last offer, and which time.
    offer: Option<(DocId, Option<Millis>)>,
}

impl Teller<'_> {
    fn ask(&self, request: &Request) -> Result<Ask, BadDemo> {
        let names = self.names;
        let by = names.person(&request.by)?;
        let asker =
            names.belongs.get(&by).copied().ok_or_else(|| BadDemo(format!("{} has no team", request.by)))?;
        let provider = names.team(&request.to)?;
        let service = names.services.get(&(provider, asker)).copied();
        let reply = request.reply.map(|reply| reply.0).or(service.map(|(_, reply)| reply));
        Ok(Ask {
            id: self.id,
            title: request.ask.clone(),
            details: request.details.clone(),
            asker,
            provider,
            service: service.map(|(id, _)| id),
            customer: request.customer.as_deref().map(|name| names.customer(name)).transpose()?,
            words: request.words.clone(),
            reference: request.reference.clone(),
            parent: request.parent.as_deref().map(|key| names.request(key)),
            due: request.due.map(|due| Due { at: self.now + due.0, from: None, takes: None }),
            reply_by: reply.map(|reply| self.now - request.ago.0 + reply),
            private: false,
            voice: request.voice.map(|heard| HeardVoice {
                channel: heard.into(),
                tags: request.tags.clone(),
                about: Vec::new(),
            }),
        })
    }

    fn step(&mut self, pen: &mut Pen<'_>, step: &Step) -> Result<(), BadDemo> {
        let by = self.names.person(&step.by)?;
        let edit = match step.does {
            Does::RewordDetails => {
                Edit::Reword { request: self.id, field: RequestField::Details(step.text.clone()) }
            }
            _ => Edit::Act { request: self.id, event: self.event(step, by)?, on_behalf_of: String::new() },
        };
        pen.write(edit, by, self.now - step.ago.0);
        Ok(())
    }

    fn event(&mut self, step: &Step, by: DocId) -> Result<EventKind, BadDemo> {
        let moment = step.r#in.map(|within| self.now + within.0);
        let to = step.to.as_deref().map(|name| self.names.team(name)).transpose()?;
        let needed = |what: &str| BadDemo(format!("{} does {:?} and names no {what}", step.by, step.does));
        let text = step.text.clone();
        Ok(match step.does {
            Does::Accept => EventKind::Accepted { owner: by, promised: moment },
            Does::AcceptOffer => {
                let (owner, promised) = self.offer.take().ok_or_else(|| needed("offer"))?;
                EventKind::Accepted { owner, promised }
            }
            Does::Offer => {
                self.offer = Some((by, moment));
                EventKind::CounterOffered { promised: moment, reason: text }
            }
            Does::HandOn => {
                EventKind::HandedOn { to: to.ok_or_else(|| needed("team"))?, reason: text, reply_by: moment }
            }
            Does::Decline => EventKind::Declined { reason: text, instead: to },
            Does::Work => EventKind::Working,
            Does::Wait => EventKind::Waiting { on: text, on_asker: false, until: moment, why: String::new() },
            Does::WaitAsker => {
                EventKind::Waiting { on: text, on_asker: true, until: moment, why: String::new() }
            }
            Does::Announce => {
                EventKind::Announced { next_update: moment.ok_or_else(|| needed("moment"))?, note: text }
            }
            Does::Deliver => EventKind::Delivered { answer: text, over_open: false, noted: false },
            Does::Confirm => EventKind::Confirmed { helped: Some(true), thanks: text, over_open: false },
            Does::Reopen => EventKind::Reopened { reason: text, reply_by: None, taken_back: false },
            Does::Withdraw => EventKind::Withdrawn { reason: text },
            Does::Keep => {
                let (question, answer) = text.split_once('\n').ok_or_else(|| needed("answer"))?;
                EventKind::Kept { question: question.to_owned(), answer: answer.to_owned() }
            }
            Does::Say | Does::RewordDetails => {
                EventKind::Commented { text, mentions: Vec::new(), answers: false }
            }
        })
    }
}
