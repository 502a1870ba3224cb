//! One request's rows become its events. A row says how things stand after an update; what happened is the difference to the row
//! before, told so that each event makes sense where it stands.

use super::{Case, Log, LogRow, Word};
use crate::load::mapping::Target;
use crate::load::story::{Pen, Story, clipped};
use sightline_shared::edit::{Ask, Edit};
use sightline_shared::fold::Kind;
use sightline_shared::fold::table::makes_sense;
use sightline_shared::id::{DocId, DocKind, Millis, Span};
use sightline_shared::limits::TEXT_CHARS_MAX;
use sightline_shared::model::EventKind;
use sightline_shared::view::State;

impl Log {
    /// The story of one request.
    pub(super) fn request(&self, case: &Case) -> Story {
        let id = self.id(DocKind::Request, &case.key);
        let nobody = Word::from(self.mapping.provider.unknown.as_str());
        let provider = case.first(self.slots.provider).cloned().unwrap_or(nobody);
        let mut telling = Telling::new(self, id, provider);
        telling.ask(case);
        for row in &case.rows {
            telling.row(row);
        }
        let mut story = self.story(id, telling.pen.take());
        story.rows = case.rows.iter().map(|row| row.row).collect();
        story
    }

    fn person(&self, name: Option<&Word>) -> DocId {
        name.map_or_else(|| self.importer(), |name| self.id(DocKind::Person, name))
    }

    /// What is promised at this level: reply and delivery.
    fn promise(&self, level: Option<&Word>) -> (Option<Span>, Option<Span>) {
        let rule = level.and_then(|level| self.mapping.promises.get(&**level));
        let service = &self.mapping.service;
        let (reply, deliver) = rule.map_or((service.reply_within, service.deliver_within), |rule| {
            (rule.reply_within, rule.deliver_within)
        });
        (reply.map(|within| within.0), deliver.map(|within| within.0))
    }
}

/// How far a request has been told.
struct Telling<'a> {
    log: &'a Log,
    pen: Pen<'a>,
    state: State,
    provider: Word,
    /// Whether somebody of this team has accepted it.
    owned: bool,
    /// Who, where that is known.
    owner: Option<Word>,
    /// The state as the last row called it.
    label: Option<Word>,
    /// The last wait that was written.
    waits: Option<Target>,
    /// Values of the columns whose changes are remarks.
    remarked: Vec<Option<Word>>,
    promise: Option<Word>,
    by: DocId,
    at: Millis,
}

impl<'a> Telling<'a> {
    fn new(log: &'a Log, id: DocId, provider: Word) -> Self {
        let pen = Pen::new(&log.namer, id);
        Self {
            log,
            pen,
            state: State::Asked,
            provider,
            owned: false,
            owner: None,
            label: None,
            waits: None,
            remarked: Vec::new(),
            promise: None,
            by: log.importer(),
            at: Millis(0),
        }
    }

    fn ask(&mut self, case: &Case) {
        let (log, slots) = (self.log, &self.log.slots);
        let asker = &log.mapping.asker.name;
        self.promise = case.first(slots.promise).cloned();
        self.remarked = slots.remarks.iter().map(|slot| case.first(*slot).cloned()).collect();
        self.at = case.asked_at;
        let author = case.first(slots.asked_by).or_else(|| case.first(slots.author));
        self.by = log.person(author);
        let customer = case.first(slots.customer).map(|name| log.id(DocKind::Customer, name));
        let ask = Ask {
            id: self.pen.doc(),
            title: case.title.clone(),
            details: case.details.clone(),
            asker: log.team(asker),
            provider: log.team(&self.provider),
            service: (*self.provider != **asker).then(|| log.service_id(&self.provider, asker)),
            customer,
            words: String::new(),
            reference: case.reference.clone(),
            parent: None,
            due: None,
            reply_by: log.promise(self.promise.as_ref()).0.map(|within| self.at + within),
            private: false,
            voice: None,
        };
        self.pen.write(Edit::Ask(Box::new(ask)), self.by, self.at);
    }

    fn row(&mut self, row: &LogRow) {
        let slots = &self.log.slots;
        self.at = row.at;
        self.by = self.log.person(row.get(slots.author));
        self.remark_changes(row);
        self.promise = row.get(slots.promise).cloned().or(self.promise.take());
        let Some(label) = row.get(slots.state) else { return };
        let Some(target) = self.log.mapping.states.get(&**label) else { return };
        let moved = row.get(slots.provider).filter(|team| **team != self.provider).cloned();
        if let Some(team) = moved {
            self.hand_on(team, target);
        }
        let owner = row.get(slots.owner).cloned();
        match target {
            Target::Asked => self.back_to_asked(label),
            Target::Accepted | Target::Working | Target::Waiting { .. } => self.go_on(row, owner, target),
            Target::Delivered => self.deliver(row, owner),
            Target::Confirmed => self.confirm(row, owner),
            Target::Withdrawn => self.withdraw(),
        }
        self.label = Some(label.clone());
    }

    /// Changes of the columns that the mapping wants remarked.
    fn remark_changes(&mut self, row: &LogRow) {
        let log = self.log;
        for (nth, slot) in log.slots.remarks.iter().enumerate() {
            let Some(now) = row.get(*slot) else { continue };
            let Some(known) = self.remarked.get_mut(nth) else { continue };
            let before = known.replace(now.clone());
            if let Some(before) = before.filter(|before| before != now) {
                self.remark(format!("{}: {before} → {now}", log.slots.name(*slot)));
            }
        }
    }

    fn hand_on(&mut self, team: Word, target: &Target) {
        let stays_done = matches!(target, Target::Delivered | Target::Confirmed | Target::Withdrawn);
        if !self.makes_sense(Kind::HandedOn) {
            if stays_done {
                self.remark(format!("Moved from {} to {team} after it was done", self.provider));
                self.provider = team;
                return;
            }
            self.reopen();
        }
        let to = self.log.team(&team);
        self.act(EventKind::HandedOn {
            to,
            reason: self.log.mapping.texts.handed_on.clone(),
            reply_by: None,
        });
        self.state = State::HandedOn;
        self.provider = team;
        (self.owned, self.owner) = (false, None);
    }

    fn reopen(&mut self) {
        self.act(EventKind::Reopened {
            reason: self.log.mapping.texts.reopened.clone(),
            reply_by: None,
            taken_back: false,
        });
        self.state = State::Reopened;
    }

    /// An old system may put a request back to its first state; ours doesn't forget that it was taken, so that is remarked.
    fn back_to_asked(&mut self, label: &Word) {
        if !self.makes_sense(Kind::HandedOn) {
            self.reopen();
        } else if !matches!(self.state, State::Asked | State::HandedOn | State::Reopened)
            && self.label.as_ref() != Some(label)
        {
            self.remark(format!("Back to \"{label}\""));
        }
    }

    /// Somebody has it: taken, worked on, waiting.
    fn go_on(&mut self, row: &LogRow, owner: Option<Word>, target: &Target) {
        if !self.makes_sense(Kind::Accepted) {
            self.reopen();
        }
        let taken_over = owner.is_some() && owner != self.owner;
        if !self.owned && owner.is_none() && self.state == State::HandedOn {
            // Handed on with its old state: the new team shows that it has taken it by naming somebody.
            return;
        }
        if !self.owned || taken_over {
            self.take(row, owner);
        }
        match target {
            Target::Working if self.state != State::Working => {
                self.act(EventKind::Working);
                self.state = State::Working;
            }
            Target::Waiting { on, on_asker }
                if self.state != State::Waiting || self.waits.as_ref() != Some(target) =>
            {
                self.act(EventKind::Waiting {
                    on: on.clone(),
                    on_asker: *on_asker,
                    until: None,
                    why: String::new(),
                });
                self.state = State::Waiting;
                self.waits = Some(target.clone());
            }
            _ => {}
        }
    }

    /// Somebody accepts: the one named, else whoever made the update.
    fn take(&mut self, row: &LogRow, owner: Option<Word>) {
        let slots = &self.log.slots;
        let owner = owner.or_else(|| self.owner.clone()).or_else(|| row.get(slots.author).cloned());
        let deliver = self.log.promise(self.promise.as_ref()).1;
        let promised = deliver.filter(|_| !self.owned).map(|within| self.at + within);
        self.act(EventKind::Accepted { owner: self.log.person(owner.as_ref()), promised });
        self.state = State::Accepted;
        (self.owned, self.owner) = (true, owner);
    }

    fn deliver(&mut self, row: &LogRow, owner: Option<Word>) {
        if self.state == State::Delivered {
            return;
        }
        if !self.makes_sense(Kind::Delivered) {
            self.reopen();
        }
        if !self.owned || (owner.is_some() && owner != self.owner) {
            self.take(row, owner);
        }
        self.act(EventKind::Delivered { answer: String::new(), over_open: false, noted: false });
        self.state = State::Delivered;
    }

    fn confirm(&mut self, row: &LogRow, owner: Option<Word>) {
        if self.state == State::Confirmed {
            return;
        }
        self.deliver(row, owner);
        self.act(EventKind::Confirmed { helped: None, thanks: String::new(), over_open: false });
        self.state = State::Confirmed;
    }

    fn withdraw(&mut self) {
        if matches!(self.state, State::Withdrawn | State::Confirmed) {
            return;
        }
        if !self.makes_sense(Kind::Withdrawn) {
            self.reopen();
        }
        self.act(EventKind::Withdrawn { reason: String::new() });
        self.state = State::Withdrawn;
    }

    fn makes_sense(&self, kind: Kind) -> bool {
        makes_sense(self.state, self.owned, kind)
    }

    fn remark(&mut self, text: String) {
        self.act(EventKind::Commented {
            text: clipped(&text, TEXT_CHARS_MAX),
            mentions: Vec::new(),
            answers: false,
        });
    }

    fn act(&mut self, event: EventKind) {
        let request = self.pen.doc();
        self.pen.write(Edit::Act { request, event, on_behalf_of: String::new() }, self.by, self.at);
    }
}
