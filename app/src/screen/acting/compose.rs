//! From what a form holds to the event that it means.

use super::when::When;
use crate::part::Choice;
use crate::screen::question::{self, Answers};
use crate::ui::{Draft as Typed, OneOf, Ui};
use leptos::prelude::*;
use sightline_shared::id::{DocId, Millis};
use sightline_shared::limits::TEXT_CHARS_MAX;
use sightline_shared::model::EventKind;
use sightline_shared::view::{Below, Card, Named, NextAct, RequestPage, Side, State, VoiceStands};

/// The request that is acted on: what the forms need to know of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Subject {
    /// The request.
    pub(crate) id: DocId,
    /// The ask in one line.
    pub(crate) title: String,
    /// Who asked.
    pub(crate) asker: Named,
    /// Who has it.
    pub(crate) provider: Named,
    /// The offer on the table: whose, and for when.
    pub(crate) offer: Option<(DocId, Option<Millis>)>,
    /// The teams that had it before and handed it on.
    pub(crate) via: Vec<DocId>,
    /// The requests right below it.
    pub(crate) below: Below,
    /// It is what a customer said: delivering adopts it, with words.
    pub(crate) is_voice: bool,
    /// It is one that nobody has answered yet: it isn't put away without a word.
    pub(crate) is_unanswered_voice: bool,
    /// The viewer asked: an answer of theirs is one that they write down for whoever gave it.
    pub(crate) asked: bool,
    /// What its owner waits for, in their words; empty where they wait for nobody, or didn't say.
    pub(crate) waits_for: String,
    /// What is proposed to be offered instead: a time, and why.
    pub(crate) proposed: Option<(Millis, String)>,
}

impl Subject {
    /// From a list. The offer is not known there: agreeing happens on the request itself.
    pub(crate) fn of_card(card: &Card) -> Self {
        Self {
            id: card.id,
            title: card.title.clone(),
            asker: card.asker.clone(),
            provider: card.provider.clone(),
            offer: None,
            via: card.via.clone(),
            below: card.below,
            is_voice: card.voice.is_some(),
            is_unanswered_voice: card.voice_stands == Some(VoiceStands::Open),
            asked: card.side == Side::Asker,
            waits_for: waits_for(card.state, &card.last_words),
            proposed: None,
        }
    }

    /// Whether this act is written down for somebody else, who has to be named.
    pub(crate) fn records(&self, act: NextAct) -> bool {
        self.asked && act.is_noted_by_asker()
    }

    /// The event of an act that needs no words. Confirming needs some where something below is open: that is said first.
    pub(super) fn at_once(&self, act: NextAct) -> Option<EventKind> {
        match act {
            NextAct::Start => Some(EventKind::Working),
            NextAct::AgreeToOffer => {
                self.offer.map(|(owner, promised)| EventKind::Accepted { owner, promised })
            }
            // Of what a customer said it tells that they know, not that it helped them.
            NextAct::Confirm if self.below.open == 0 => Some(EventKind::Confirmed {
                helped: (!self.is_voice).then_some(true),
                thanks: String::new(),
                over_open: false,
            }),
            _ => None,
        }
    }

    /// From the request itself.
    pub(crate) fn of_page(page: &RequestPage) -> Self {
        Self {
            id: page.id,
            title: page.title.value.clone(),
            asker: page.asker.clone(),
            provider: page.provider.clone(),
            offer: page.offer.as_ref().map(|offer| (offer.owner, offer.promised)),
            via: page.via.clone(),
            below: page.below,
            is_voice: page.voice.is_some(),
            is_unanswered_voice: page.voice.as_ref().is_some_and(|voice| voice.stands == VoiceStands::Open),
            asked: page.side == Side::Asker,
            waits_for: waits_for(page.state, &page.last_words),
            proposed: None,
        }
    }
}

fn waits_for(state: State, words: &str) -> String {
    if state == State::Waiting { words.to_owned() } else { String::new() }
}

/// What a form holds. One shape for all acts: each shows the fields that it needs.
#[derive(Clone, Copy)]
pub(crate) struct Draft {
    /// The reason, answer, note or comment.
    pub(crate) text: RwSignal<String>,
    /// The moment that is promised or announced.
    pub(crate) when: When,
    /// The team that it goes to.
    pub(crate) team: RwSignal<Option<Choice>>,
    /// The colleague who goes on; none: whoever of the team takes it.
    pub(crate) person: RwSignal<Option<Choice>>,
    /// The request that it is the same as.
    pub(crate) other: RwSignal<Option<Choice>>,
    /// In waiting: on whom else than the asker.
    pub(crate) on: RwSignal<Option<Choice>>,
    /// In waiting: on the asker.
    pub(crate) on_asker: RwSignal<bool>,
    /// In answering a question: a number; empty where it is answered otherwise.
    pub(crate) number: RwSignal<String>,
    /// In confirming: `yes`, `no` or nothing said.
    pub(crate) helped: RwSignal<&'static str>,
    /// The person without the app who said so; empty for oneself.
    pub(crate) on_behalf_of: RwSignal<String>,
}

/// What keeps a form from being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lacks {
    /// The text.
    Text,
    /// The text is too long.
    Shorter,
    /// The team.
    Team,
    /// A number.
    Number,
    /// On whom it waits.
    On,
    /// The other request.
    Other,
    /// The moment, or a later one.
    When,
}

impl Draft {
    /// A fresh form for this act; accepting proposes what the map promises.
    /// `latest`: until when news can be announced.
    pub(crate) fn new(
        act: NextAct,
        subject: &Subject,
        now: Signal<Millis>,
        promised: Option<Millis>,
        latest: Option<Millis>,
    ) -> Self {
        let proposed = subject.proposed.as_ref().filter(|_| act == NextAct::CounterOffer);
        let when = match act {
            NextAct::Accept => When::promised(now, promised, "1h"),
            NextAct::CounterOffer if proposed.is_some() => When::at(now, proposed.map(|(at, _)| *at)),
            NextAct::CounterOffer => When::preset(now, "1h"),
            NextAct::Announce => When::preset(now, "30m").until(latest),
            NextAct::Wait => When::preset(now, "tomorrow"),
            _ => When::none(now),
        };
        Self {
            text: RwSignal::new(proposed.map(|(_, why)| why.clone()).unwrap_or_default()),
            when,
            team: RwSignal::new(None),
            person: RwSignal::new(None),
            other: RwSignal::new(None),
            on: RwSignal::new(None),
            on_asker: RwSignal::new(false),
            number: RwSignal::new(String::new()),
            helped: RwSignal::new("yes"),
            on_behalf_of: RwSignal::new(String::new()),
        }
    }

    /// What is typed survives the tab.
    pub(super) fn keep(self, ui: Ui, act: NextAct, request: DocId) -> Typed {
        let (text, when) = match act {
            NextAct::Accept => ("text", "accept-when"),
            NextAct::CounterOffer => ("offer-what", "offer-when"),
            _ => ("text", "when"),
        };
        Typed::begin(format!("{act:?}-{request}"))
            .with(text, self.text)
            .with(when, self.when)
            .with("team", self.team)
            .with("person", self.person)
            .with("other", self.other)
            .with("wait-on", self.on)
            .with("on-asker", self.on_asker)
            .with("deliver-number", self.number)
            .with("helped", OneOf(self.helped, vec!["yes", "no", "unsaid"]))
            .with("behalf-label", self.on_behalf_of)
            .keep(ui)
    }

    /// The event that it means. `answer_by`: when the team that it is handed on to has to answer.
    ///
    /// # Errors
    /// What is lacking.
    pub(crate) fn event(
        self,
        act: NextAct,
        subject: &Subject,
        me: DocId,
        answer_by: Option<Millis>,
        mentions: Vec<DocId>,
    ) -> Result<EventKind, Lacks> {
        let text = self.text.get().trim().to_owned();
        if text.chars().count() > TEXT_CHARS_MAX {
            return Err(Lacks::Shorter);
        }
        let said = || if text.is_empty() { Err(Lacks::Text) } else { Ok(text.clone()) };
        let when = || self.when.get().map_err(|_| Lacks::When);
        let team = || chosen_id(self.team);
        Ok(match act {
            NextAct::Accept => {
                // Whoever promised has no person here: their party stands in for them.
                let owner = if subject.records(act) { subject.provider.id } else { me };
                EventKind::Accepted { owner, promised: when()? }
            }
            NextAct::AgreeToOffer => {
                let (owner, promised) = subject.offer.ok_or(Lacks::When)?;
                EventKind::Accepted { owner, promised }
            }
            NextAct::CounterOffer => EventKind::CounterOffered { promised: when()?, reason: said()? },
            NextAct::HandOn => {
                EventKind::HandedOn { to: team().ok_or(Lacks::Team)?, reason: said()?, reply_by: answer_by }
            }
            NextAct::Refuse => EventKind::Refused { reason: said()?, reply_by: answer_by },
            NextAct::Decline => EventKind::Declined { reason: said()?, instead: team() },
            NextAct::Start => EventKind::Working,
            NextAct::Wait => {
                let on_asker = self.on_asker.get();
                let on = self.on.get().filter(|_| !on_asker).map(|one| one.name);
                let on = if on_asker { String::new() } else { on.ok_or(Lacks::On)? };
                EventKind::Waiting { on, on_asker, until: when()?, why: text }
            }
            NextAct::Announce => {
                EventKind::Announced { next_update: when()?.ok_or(Lacks::When)?, note: text }
            }
            NextAct::Deliver => EventKind::Delivered {
                answer: if subject.is_voice { said()? } else { self.answer(text, &subject.title)? },
                over_open: subject.below.unanswered() > 0,
                noted: subject.records(act),
            },
            NextAct::Confirm => {
                let helped = match self.helped.get() {
                    "yes" => Some(true),
                    "no" => Some(false),
                    _ => None,
                };
                EventKind::Confirmed { helped, thanks: text, over_open: subject.below.open > 0 }
            }
            NextAct::Reopen => {
                EventKind::Reopened { reason: said()?, reply_by: answer_by, taken_back: false }
            }
            NextAct::Withdraw if subject.is_unanswered_voice => EventKind::Withdrawn { reason: said()? },
            NextAct::Withdraw => EventKind::Withdrawn { reason: text },
            NextAct::Comment => EventKind::Commented { text: said()?, mentions, answers: false },
            NextAct::AnswerWait => EventKind::Commented { text: said()?, mentions, answers: true },
            NextAct::Merge => {
                EventKind::Merged { into: chosen_id(self.other).ok_or(Lacks::Other)?, reason: text }
            }
            NextAct::HandOver => EventKind::HandedOver { to: chosen_id(self.person), note: text },
        })
    }
}

impl Draft {
    /// The number, if one was typed, and under it what else there is to say.
    fn answer(self, text: String, title: &str) -> Result<String, Lacks> {
        // Its field is there only where a question is answered: a draft may hold one that nobody sees any more.
        let number = Some(self.number.get())
            .filter(|_| question::answers(title).is_some_and(Answers::may_be_number))
            .unwrap_or_default();
        let number = number.trim().to_owned();
        match (number.is_empty(), text.is_empty()) {
            (true, _) => Ok(text),
            _ if !is_number(&number) => Err(Lacks::Number),
            _ if number.chars().count() + text.chars().count() >= TEXT_CHARS_MAX => Err(Lacks::Shorter),
            (_, true) => Ok(number),
            _ => Ok(format!("{number}\n{text}")),
        }
    }
}

/// A number as people write one: digits, perhaps a sign, a point or commas; and no words.
fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-', '−']);
    let signs = text.chars().count() - digits.chars().count();
    let is_part =
        |letter: char| letter.is_numeric() || matches!(letter, '.' | ',' | '\u{a0}' | '\u{202f}' | ' ' | '’');
    signs <= 1
        && digits.starts_with(char::is_numeric)
        && digits.ends_with(char::is_numeric)
        && digits.chars().all(is_part)
}

/// What was picked, by its id.
pub(crate) fn chosen_id(choice: RwSignal<Option<Choice>>) -> Option<DocId> {
    choice.get().and_then(|choice| choice.key.parse().ok())
}
