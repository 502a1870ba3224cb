//! Every key of every kind of document, once.
//!
//! A document is a flat map of scalars with readable names, so that any automerge reader can make sense of an exported one:
//!
//! | document | root | containers |
//! |---|---|---|
//! | every | `kind` (text), `v` (number) | |
//! | request | `title` `details` `words` `reference` (text), `asker` `provider` `service` `customer` `parent` (ids), `due` `due_takes` `voice` (text), `private` `tag:…` `about:…` (boolean) | `events`: map by event id |
//! | an event | `kind` (text), `by` (id), `seen` (bytes), `at` (timestamp), `offset` (ms), `for` (text), and what its kind says | |
//! | party | `type` (text), `name` `note` `steps` `zone` `hours` `site` `department` (text), `at:rings` `at:layers` (text), `away` (text), `holiday:DATE` `snippet:LANGUAGE:NAME` (text) and `put_away:NAME` (boolean) for each, `retired` (boolean), `merged_into` (id) | |
//! | service | `provider` `served` (ids), `name` `questions` `contact` `hours` (text), `reply` `deliver` (ms), `reconfirm` (timestamp), `retired`, `proposal:PERSON` `answer:PERSON` (text) for each who proposed | |
//! | person | `name` `away` (text), `team` (id), `duty_until` `left` (timestamps), `filter:` and a name (text) | `devices`: map by device id → name |
//! | customer | `name` `reference` `phone` (text), `segment` `merged_into` (ids) | |
//! | settings | `name` (text) | |
//! | task | `title` `note` `schedule` `given` (text), `team` `owner` (ids), `critical` `ended` (boolean) | `turns`: map by turn id |
//! | a turn | `kind` (text), `by` (id), `at` (timestamp), `offset` (ms), and what its kind says; days are texts, "2026-11-26" | |
//!
//! - An **id is bytes** (a `Uint8Array` in JavaScript): half the size of hex digits, and most of an event is ids. Only map keys are
//!   hex, because automerge's keys are texts. An event's `seen` is one value, ids of 8 bytes one after the other: the number of
//!   operations decides how large and how slow a document is.
//! - A **text is a plain value**, not a collaborative text: two people who write at once both see both values.
//! - A **missing key** means empty, none, zero or false. What is optional and empty is not written.
//! - **Containers** exist from a document's first change; a later version adds keys or kinds of documents, never containers.
//! - **Unknown keys** are left alone.
//! - An event's **device** is the author of its map, as automerge recorded it. No key claims it.

/// The version of this schema, written as `v`. A reader accepts every version: keys keep their meaning for ever.
pub(super) const VERSION: i64 = 1;

/// Keys at the root, of all kinds of documents.
pub(super) mod key {
    pub(crate) const KIND: &str = "kind";
    pub(crate) const VERSION: &str = "v";

    pub(crate) const TITLE: &str = "title";
    pub(crate) const DETAILS: &str = "details";
    pub(crate) const ASKER: &str = "asker";
    pub(crate) const PROVIDER: &str = "provider";
    pub(crate) const SERVICE: &str = "service";
    pub(crate) const CUSTOMER: &str = "customer";
    pub(crate) const WORDS: &str = "words";
    pub(crate) const REFERENCE: &str = "reference";
    pub(crate) const PARENT: &str = "parent";
    /// `at`, or `at from takes`, in milliseconds: one value, so that a disputed moment keeps its own arithmetic.
    pub(crate) const DUE: &str = "due";
    /// `at promise`, or `at p80 samples as-of`: where what the work above takes is known from, for the due moment `at`. A key of its own, because
    /// older versions read no more than three numbers in `due`.
    pub(crate) const DUE_TAKES: &str = "due_takes";
    pub(crate) const PRIVATE: &str = "private";
    /// How a customer's voice was heard; without it a request is none.
    pub(crate) const VOICE: &str = "voice";
    /// What a voice is about, one key each: two people may add at once, and both stay.
    pub(crate) const TAG: &str = "tag:";
    /// A request that a voice speaks of, by its id in hex.
    pub(crate) const ABOUT: &str = "about:";
    pub(crate) const EVENTS: &str = "events";

    pub(crate) const TYPE: &str = "type";
    pub(crate) const NAME: &str = "name";
    pub(crate) const NOTE: &str = "note";
    pub(crate) const RETIRED: &str = "retired";
    pub(crate) const RETIRED_AT: &str = "retired_at";
    /// `after who` for each step, in milliseconds and by [`super::tells`]: one value, so that disputed steps stay together.
    pub(crate) const STEPS: &str = "steps";
    /// `NAME RULE`: one value, so that of a disputed zone each keeps its own rule.
    pub(crate) const ZONE: &str = "zone";
    pub(crate) const HOURS: &str = "hours";
    /// A key for each date, `holiday:2026-12-25`, whose value is its name: people who add different days disagree about nothing.
    pub(crate) const HOLIDAY: &str = "holiday:";
    /// With a language and a name behind it, `snippet:en:where-is-it`; its value is the text, empty for one that is gone.
    pub(crate) const SNIPPET: &str = "snippet:";
    pub(crate) const SITE: &str = "site";
    pub(crate) const DEPARTMENT: &str = "department";
    /// `x y` in the picture's units: one value, so that a drag is one, and of two at once one holds whole.
    pub(crate) const AT_RINGS: &str = "at:rings";
    pub(crate) const AT_LAYERS: &str = "at:layers";
    pub(crate) const CONTACT: &str = "contact";
    /// `from until who words`, days and an id or `-`, of a team that nobody of is there: one value, so that what is disputed stays together.
    pub(crate) const TEAM_AWAY: &str = "away";
    /// With the name of a suggestion behind it; true: it is put away.
    pub(crate) const PUT_AWAY: &str = "put_away:";
    pub(crate) const SERVED: &str = "served";
    pub(crate) const REPLY: &str = "reply";
    pub(crate) const DELIVER: &str = "deliver";
    pub(crate) const RECONFIRM: &str = "reconfirm";
    pub(crate) const QUESTIONS: &str = "questions";
    /// With a person behind it; its value is `at end reply deliver reconfirm words`, `-` for none, or empty: one value, so that what is disputed
    /// stays together.
    pub(crate) const PROPOSAL: &str = "proposal:";
    /// With the person behind it who proposed; its value is `to verdict by at words`, or empty.
    pub(crate) const ANSWER: &str = "answer:";
    pub(crate) const TEAM: &str = "team";
    pub(crate) const DUTY_UNTIL: &str = "duty_until";
    /// `from until words`, in milliseconds, `-` for no end: one value, so that what is disputed stays together.
    pub(crate) const AWAY: &str = "away";
    pub(crate) const LEFT: &str = "left";
    pub(crate) const DEVICES: &str = "devices";
    /// With the name of a filter behind it; its value is the filter's address.
    pub(crate) const FILTER: &str = "filter:";
    /// Numbers as they are written, several separated by commas: one value, as it is typed in one field.
    pub(crate) const PHONE: &str = "phone";
    pub(crate) const SEGMENT: &str = "segment";
    pub(crate) const MERGED_INTO: &str = "merged_into";

    pub(crate) const OWNER: &str = "owner";
    pub(crate) const CRITICAL: &str = "critical";
    /// The first day and how it comes again: one value, so that a disputed schedule keeps both together.
    pub(crate) const SCHEDULE: &str = "schedule";
    pub(crate) const ENDED: &str = "ended";
    pub(crate) const TURNS: &str = "turns";
    pub(crate) const GIVEN: &str = "given";
}

/// Keys of an event.
pub(super) mod event {
    pub(crate) const KIND: &str = "kind";
    pub(crate) const BY: &str = "by";
    pub(crate) const SEEN: &str = "seen";
    pub(crate) const AT: &str = "at";
    pub(crate) const OFFSET: &str = "offset";
    pub(crate) const FOR: &str = "for";

    pub(crate) const REPLY_BY: &str = "reply_by";
    pub(crate) const OWNER: &str = "owner";
    pub(crate) const PROMISED: &str = "promised";
    pub(crate) const REASON: &str = "reason";
    pub(crate) const TO: &str = "to";
    pub(crate) const INSTEAD: &str = "instead";
    pub(crate) const ON: &str = "on";
    pub(crate) const ON_ASKER: &str = "on_asker";
    pub(crate) const UNTIL: &str = "until";
    pub(crate) const WHY: &str = "why";
    pub(crate) const NEXT_UPDATE: &str = "next_update";
    pub(crate) const NOTE: &str = "note";
    pub(crate) const ANSWER: &str = "answer";
    pub(crate) const HELPED: &str = "helped";
    pub(crate) const THANKS: &str = "thanks";
    pub(crate) const TEXT: &str = "text";
    /// Of a comment: it gives what the owner waits for.
    pub(crate) const ANSWERS: &str = "answers";
    pub(crate) const INTO: &str = "into";
    /// Ids one after the other, as in `seen`.
    pub(crate) const MENTIONS: &str = "mentions";
    pub(crate) const STOP: &str = "stop";
    pub(crate) const OVER_OPEN: &str = "over-open";
    pub(crate) const QUESTION: &str = "question";
    /// Which part was changed: its key at the root.
    pub(crate) const WHAT: &str = "what";
    pub(crate) const BEFORE: &str = "before";
    pub(crate) const AFTER: &str = "after";
    /// Of a delivery: whoever asked wrote it down.
    pub(crate) const NOTED: &str = "noted";
    /// Of a reopening: it takes back what its author had done.
    pub(crate) const TAKEN_BACK: &str = "taken-back";
}

/// Keys of a turn.
pub(super) mod turn {
    pub(crate) const KIND: &str = "kind";
    pub(crate) const BY: &str = "by";
    pub(crate) const AT: &str = "at";
    pub(crate) const OFFSET: &str = "offset";

    pub(crate) const DAY: &str = "day";
    pub(crate) const FROM: &str = "from";
    pub(crate) const TO: &str = "to";
    pub(crate) const REQUEST: &str = "request";
    pub(crate) const REASON: &str = "reason";
    pub(crate) const TURN: &str = "turn";
}

/// What `kind` says in a turn.
pub(super) mod turned {
    pub(crate) const DONE: &str = "done";
    pub(crate) const SET_ASIDE: &str = "set-aside";
    pub(crate) const TAKEN_BACK: &str = "taken-back";
}

/// What `kind` says at the root.
pub(super) mod kind {
    use crate::id::DocKind;

    pub(crate) fn name(kind: DocKind) -> Option<&'static str> {
        match kind {
            DocKind::Request => Some("request"),
            DocKind::Party => Some("party"),
            DocKind::Service => Some("service"),
            DocKind::Person => Some("person"),
            DocKind::Customer => Some("customer"),
            DocKind::Settings => Some("settings"),
            DocKind::Task => Some("task"),
            DocKind::Other(_) => None,
        }
    }
}

/// What `kind` says in an event.
pub(super) mod happened {
    pub(crate) const ASKED: &str = "asked";
    pub(crate) const ACCEPTED: &str = "accepted";
    pub(crate) const COUNTER_OFFERED: &str = "counter-offered";
    pub(crate) const HANDED_ON: &str = "handed-on";
    pub(crate) const HANDED_OVER: &str = "handed-over";
    pub(crate) const DECLINED: &str = "declined";
    pub(crate) const WORKING: &str = "working";
    pub(crate) const WAITING: &str = "waiting";
    pub(crate) const ANNOUNCED: &str = "announced";
    pub(crate) const DELIVERED: &str = "delivered";
    pub(crate) const CONFIRMED: &str = "confirmed";
    pub(crate) const REOPENED: &str = "reopened";
    pub(crate) const WITHDRAWN: &str = "withdrawn";
    pub(crate) const COMMENTED: &str = "commented";
    pub(crate) const MERGED: &str = "merged";
    pub(crate) const FOLLOWED: &str = "followed";
    pub(crate) const SPLIT: &str = "split";
    pub(crate) const KEPT: &str = "kept";
    pub(crate) const REFUSED: &str = "refused";
    pub(crate) const REWORDED: &str = "reworded";
}

/// Parts of what is asked, by their keys at the root.
pub(super) mod wording {
    use super::key;
    use crate::model::Wording;

    pub(crate) const fn name(what: Wording) -> &'static str {
        match what {
            Wording::Title => key::TITLE,
            Wording::Details => key::DETAILS,
            Wording::Words => key::WORDS,
            Wording::Reference => key::REFERENCE,
            Wording::Customer => key::CUSTOMER,
            Wording::Parent => key::PARENT,
            Wording::Due => key::DUE,
        }
    }

    pub(crate) fn read(text: &str) -> Option<Wording> {
        Wording::ALL.into_iter().find(|what| name(*what) == text)
    }
}

/// Who is told by a step.
pub(super) mod tells {
    use crate::model::Tells;

    pub(crate) const NAMES: [(Tells, &str); 3] =
        [(Tells::Owner, "owner"), (Tells::Team, "team"), (Tells::Above, "above")];
}

/// What is said to a proposal.
pub(super) mod verdict {
    use crate::model::Verdict;

    const NAMES: [(Verdict, &str); 3] =
        [(Verdict::Accepted, "accepted"), (Verdict::Declined, "declined"), (Verdict::Overtaken, "overtaken")];

    pub(crate) fn name(verdict: Verdict) -> &'static str {
        NAMES.iter().find(|(other, _)| *other == verdict).map_or("", |(_, name)| name)
    }

    pub(crate) fn verdict(name: &str) -> Option<Verdict> {
        NAMES.iter().find(|(_, other)| *other == name).map(|(verdict, _)| *verdict)
    }
}

/// What `voice` says of a request.
pub(super) mod channel {
    use crate::model::Channel;

    const NAMES: [(Channel, &str); 6] = [
        (Channel::Call, "call"),
        (Channel::Visit, "visit"),
        (Channel::Mail, "mail"),
        (Channel::Chat, "chat"),
        (Channel::Public, "public"),
        (Channel::Other, "other"),
    ];

    pub(crate) fn name(channel: Channel) -> &'static str {
        NAMES.iter().find(|(other, _)| *other == channel).map_or("other", |(_, name)| name)
    }

    pub(crate) fn channel(name: &str) -> Channel {
        NAMES.iter().find(|(_, other)| *other == name).map_or(Channel::Other, |(channel, _)| *channel)
    }
}

/// What `type` says of a party.
pub(super) mod party {
    use crate::model::PartyKind;

    const NAMES: [(PartyKind, &str); 4] = [
        (PartyKind::Team, "team"),
        (PartyKind::PayingCustomer, "paying-customer"),
        (PartyKind::Partner, "partner"),
        (PartyKind::Vendor, "vendor"),
    ];

    /// `None` for [`PartyKind::Unknown`], which is read and never written.
    pub(crate) fn name(kind: PartyKind) -> Option<&'static str> {
        NAMES.iter().find(|(other, _)| *other == kind).map(|(_, name)| *name)
    }

    pub(crate) fn kind(name: &str) -> PartyKind {
        NAMES.iter().find(|(_, other)| *other == name).map_or(PartyKind::Unknown, |(kind, _)| *kind)
    }
}
