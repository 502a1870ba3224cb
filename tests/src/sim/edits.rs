//! Random edits that people could make, from what their device shows.

use super::device::Device;
use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, IteratorRandom};
use sightline_shared::calendar::Week;
use sightline_shared::edit::{
    Answering, Ask, CustomerField, Edit, HeardVoice, NewTask, PartyField, PersonField, RequestField,
    ServiceField, TaskField,
};
use sightline_shared::id::{Day, DocId, DocKind, Millis, Span};
use sightline_shared::model::{
    Away, Channel, EventKind, Every, Offer, PartyKind, PictureStyle, Schedule, Spot, Step, TeamAway, Tells,
    TurnKind, Verdict,
};
use sightline_shared::session::Session;

/// What a device writes when it has joined.
pub fn introduce(device: &Device, rng: &mut StdRng) -> Vec<Edit> {
    let me = &device.me;
    let team = DocId::random(DocKind::Party, rng);
    let mut edits = vec![
        Edit::AddPerson { id: me.person, name: name(rng), team: Some(team) },
        Edit::ChangePerson { id: me.person, field: PersonField::Device(me.device, "phone".into()) },
        Edit::AddParty { id: team, kind: PartyKind::Team, name: name(rng) },
    ];
    if me.admin {
        edits.push(Edit::NameWorkspace { name: name(rng) });
    }
    edits
}

/// One edit, or a few that belong together.
pub fn random(session: &Session, now: Millis, rng: &mut StdRng) -> Vec<Edit> {
    match rng.random_range(0..17) {
        0..=2 => ask(session, now, rng).map_or_else(|| vec![add_team(rng)], |ask| vec![ask]),
        3..=7 => act(session, now, rng).into_iter().collect(),
        8 => reword(session, rng).into_iter().collect(),
        9 if rng.random_ratio(1, 3) => promise(session, now, rng).into_iter().collect(),
        9 => map(session, rng).into_iter().collect(),
        10 => {
            let customer = DocId::random(DocKind::Customer, rng);
            let added =
                Edit::AddCustomer { id: customer, name: name(rng), reference: String::new(), segment: None };
            std::iter::once(added).chain(ask(session, now, rng)).collect()
        }
        11 | 12 => task(session, rng).into_iter().collect(),
        13 => works(session, rng).into_iter().collect(),
        14 => presence(session, now, rng).into_iter().collect(),
        _ if session.me().admin => vec![Edit::NameWorkspace { name: name(rng) }],
        _ => vec![Edit::ChangePerson { id: session.me().person, field: PersonField::Name(name(rng)) }],
    }
}

fn name(rng: &mut StdRng) -> String {
    ["Ana", "Tomé", "Nils 🚚", "e\u{301}clair", "Ito", "Priya", "仓库"]
        .choose(rng)
        .copied()
        .unwrap_or("Jo")
        .to_owned()
}

fn add_team(rng: &mut StdRng) -> Edit {
    Edit::AddParty { id: DocId::random(DocKind::Party, rng), kind: PartyKind::Team, name: name(rng) }
}

fn any(session: &Session, kind: DocKind, rng: &mut StdRng) -> Option<DocId> {
    let rows = session.rows();
    match kind {
        DocKind::Request => rows.requests().map(|row| row.id).choose(rng),
        DocKind::Service => rows.services().map(|row| row.id).choose(rng),
        DocKind::Customer => rows.customers().map(|row| row.id).choose(rng),
        DocKind::Task => rows.parties().flat_map(|team| rows.tasks_of(team.id)).map(|row| row.id).choose(rng),
        _ => rows.parties().map(|row| row.id).choose(rng),
    }
}

fn ask(session: &Session, now: Millis, rng: &mut StdRng) -> Option<Edit> {
    Some(Edit::Ask(Box::new(Ask {
        id: DocId::random(DocKind::Request, rng),
        title: name(rng),
        details: String::new(),
        asker: any(session, DocKind::Party, rng)?,
        provider: any(session, DocKind::Party, rng)?,
        service: None,
        customer: any(session, DocKind::Customer, rng),
        words: name(rng),
        reference: String::new(),
        parent: any(session, DocKind::Request, rng),
        due: None,
        reply_by: Some(now + Span::minutes(30)),
        private: rng.random_ratio(1, 3),
        voice: rng.random_ratio(1, 6).then(|| HeardVoice {
            channel: Channel::Call,
            tags: vec![name(rng)],
            about: any(session, DocKind::Request, rng).into_iter().collect(),
        }),
    })))
}

fn act(session: &Session, now: Millis, rng: &mut StdRng) -> Option<Edit> {
    let request = any(session, DocKind::Request, rng)?;
    let text = name(rng);
    let event = match rng.random_range(0..19) {
        0 | 1 => EventKind::Accepted { owner: session.me().person, promised: Some(now + Span::hours(2)) },
        2 => EventKind::CounterOffered { promised: Some(now + Span::hours(5)), reason: text },
        3 => EventKind::HandedOn {
            to: any(session, DocKind::Party, rng)?,
            reason: text,
            reply_by: Some(now + Span::minutes(20)),
        },
        4 => EventKind::Declined { reason: text, instead: None },
        5 => EventKind::Working,
        6 => EventKind::Waiting {
            on: text,
            on_asker: rng.random(),
            until: Some(now + Span::hours(1)),
            why: String::new(),
        },
        7 => EventKind::Announced { next_update: now + Span::minutes(20), note: text },
        8 => EventKind::Delivered { answer: text, over_open: true, noted: false },
        9 => EventKind::Confirmed { helped: Some(true), thanks: text, over_open: rng.random() },
        10 => EventKind::Reopened {
            reason: text,
            reply_by: rng.random::<bool>().then_some(now + Span::minutes(20)),
            taken_back: rng.random(),
        },
        11 => EventKind::HandedOver { to: rng.random::<bool>().then(|| session.me().person), note: text },
        12 => EventKind::Merged { into: any(session, DocKind::Request, rng)?, reason: text },
        15 => EventKind::Kept { question: text.clone(), answer: text },
        16 => EventKind::Kept { question: String::new(), answer: String::new() },
        14 => EventKind::Split { into: vec![any(session, DocKind::Request, rng)?] },
        17 => EventKind::Refused { reason: text, reply_by: Some(now + Span::minutes(20)) },
        13 => EventKind::Followed { stop: rng.random() },
        _ => EventKind::Commented {
            text,
            mentions: any(session, DocKind::Party, rng).into_iter().collect(),
            answers: rng.random(),
        },
    };
    Some(Edit::Act { request, event, on_behalf_of: String::new() })
}

fn reword(session: &Session, rng: &mut StdRng) -> Option<Edit> {
    let request = any(session, DocKind::Request, rng)?;
    let is_voice = session.rows().request(request).is_some_and(|row| row.voice.is_some());
    let field = match rng.random_range(0..7) {
        0 if is_voice => RequestField::Tag(name(rng), rng.random()),
        2 if is_voice => RequestField::About(any(session, DocKind::Request, rng)?, rng.random()),
        6 => RequestField::Parent(any(session, DocKind::Request, rng).filter(|_| rng.random_ratio(3, 4))),
        3 => RequestField::Customer(any(session, DocKind::Customer, rng).filter(|_| rng.random())),
        4 => RequestField::Reference(if rng.random() { name(rng) } else { String::new() }),
        1 if is_voice => RequestField::Words(if rng.random() { name(rng) } else { String::new() }),
        0 | 1 => RequestField::Title(name(rng)),
        _ => RequestField::Details(name(rng)),
    };
    Some(Edit::Reword { request, field })
}

fn map(session: &Session, rng: &mut StdRng) -> Option<Edit> {
    Some(match rng.random_range(0..6) {
        0 => add_team(rng),
        1 => Edit::ChangeParty { id: any(session, DocKind::Party, rng)?, field: PartyField::Name(name(rng)) },
        2 => Edit::AddService {
            id: DocId::random(DocKind::Service, rng),
            provider: any(session, DocKind::Party, rng)?,
            served: any(session, DocKind::Party, rng)?,
            name: name(rng),
            reply_within: Some(Span::minutes(20)),
            deliver_within: None,
        },
        3 => Edit::ChangeService {
            id: any(session, DocKind::Service, rng)?,
            field: match rng.random_range(0..5) {
                0 => ServiceField::ReplyWithin(Some(Span::minutes(rng.random_range(1..60)))),
                1 => ServiceField::Contact(name(rng)),
                2 => ServiceField::Hours("mo-fr 08:00-17:00".to_owned()),
                3 => ServiceField::Hours(String::new()),
                _ => ServiceField::ReplyWithin(None),
            },
        },
        4 => Edit::ChangeCustomer {
            id: any(session, DocKind::Customer, rng)?,
            field: CustomerField::MergedInto(any(session, DocKind::Customer, rng).filter(|_| rng.random())),
        },
        _ => Edit::ChangeCustomer {
            id: any(session, DocKind::Customer, rng)?,
            field: match rng.random_range(0..3) {
                0 => CustomerField::Phone(format!(
                    "+34 600 {:03} {:03}",
                    rng.random_range(0..3),
                    rng.random_range(0..9)
                )),
                _ => CustomerField::Name(name(rng)),
            },
        },
    })
}

/// A promise is proposed, taken back, answered.
fn promise(session: &Session, now: Millis, rng: &mut StdRng) -> Option<Edit> {
    let id = any(session, DocKind::Service, rng)?;
    let row = session.rows().service(id)?;
    let offer = Offer {
        end: [None, Some(row.provider), Some(row.served)].choose(rng).copied()?,
        reply_within: rng.random::<bool>().then(|| Span::minutes(rng.random_range(1..60))),
        deliver_within: None,
        reconfirm_by: Some(now + Span::days(90)),
        words: name(rng),
    };
    let answered = row.proposals.iter().choose(rng).map(|one| {
        let verdict = [Verdict::Accepted, Verdict::Declined, Verdict::Overtaken].choose(rng).copied();
        let verdict = verdict.unwrap_or(Verdict::Declined);
        let answering = Answering { to: one.at, verdict, words: name(rng) };
        ServiceField::Answered(one.by, Some(Box::new(answering)))
    });
    let field = match rng.random_range(0..4) {
        0 => ServiceField::Proposed(None),
        1 | 2 if answered.is_some() => answered?,
        _ => ServiceField::Proposed(Some(Box::new(offer))),
    };
    Some(Edit::ChangeService { id, field })
}

/// When a team works, what happens when it is silent, its snippets, and that it leaves the map or comes back.
fn works(session: &Session, rng: &mut StdRng) -> Option<Edit> {
    const ZONES: [&str; 3] = ["", "Europe/Berlin CET-1CEST,M3.5.0,M10.5.0/3", "Asia/Tokyo JST-9"];
    const HOURS: [&str; 3] = ["", "mo-fr 8-17", "mo-sa 22-6; su 8-8"];
    let step = |after, tells| Step { after: Span::minutes(after), tells };
    let field = match rng.random_range(0..12) {
        8 | 9 => placed(session, rng),
        10 if rng.random() => PartyField::Away(None),
        10 => {
            let (from, days) = (Day::of(2026, 12, rng.random_range(1..28))?, rng.random_range(0..9));
            let stands_in = any(session, DocKind::Party, rng).filter(|_| rng.random());
            let until = from.plus_days(days)?;
            PartyField::Away(Some(TeamAway { from, until, stands_in, words: name(rng) }))
        }
        11 => PartyField::PutAway(name(rng), rng.random()),
        6 | 7 => {
            // Written, written anew, or taken away.
            let text = if rng.random_ratio(2, 3) { name(rng) } else { String::new() };
            PartyField::Snippet((*["en", "es"].choose(rng)?).to_owned(), name(rng), text)
        }
        0 => PartyField::Zone((*ZONES.choose(rng)?).to_owned()),
        1 => PartyField::Hours(Week::parse(HOURS.choose(rng)?).ok()?.to_string()),
        2 | 3 => {
            let day = format!("2026-12-{}", rng.random_range(24..28));
            PartyField::Holiday(day, if rng.random() { name(rng) } else { String::new() })
        }
        4 if rng.random() => PartyField::Steps(Vec::new()),
        4 => PartyField::Steps(vec![
            step(rng.random_range(0..30), Tells::Team),
            step(rng.random_range(30..90), Tells::Above),
        ]),
        _ => PartyField::Retired(rng.random_ratio(1, 3)),
    };
    Some(Edit::ChangeParty { id: any(session, DocKind::Party, rng)?, field })
}

/// Where a party stands, where it is, what it is part of, and that it was merged into another or not.
fn placed(session: &Session, rng: &mut StdRng) -> PartyField {
    let style = if rng.random() { PictureStyle::Rings } else { PictureStyle::Layers };
    let spot = Spot { x: rng.random_range(-900..900), y: rng.random_range(-900..900) };
    let text = if rng.random() { name(rng) } else { String::new() };
    match rng.random_range(0..4) {
        0 => PartyField::Place(style, rng.random::<bool>().then_some(spot)),
        1 => PartyField::Site(text),
        2 => PartyField::Department(text),
        _ => PartyField::MergedInto(any(session, DocKind::Party, rng).filter(|_| rng.random())),
    }
}

/// That somebody is here, away, or back, or in another team.
fn presence(session: &Session, now: Millis, rng: &mut StdRng) -> Option<Edit> {
    let until = now + Span::hours(rng.random_range(1..9));
    let field = match rng.random_range(0..6) {
        4 => PersonField::Team(None),
        5 => PersonField::Team(Some(any(session, DocKind::Party, rng)?)),
        0 => PersonField::DutyUntil(Some(until)),
        1 => PersonField::DutyUntil(None),
        2 => PersonField::Away(Some(Away { from: now, until: Some(until), words: name(rng) })),
        _ => PersonField::Away(None),
    };
    Some(Edit::ChangePerson { id: session.me().person, field })
}

/// Routine work: written down, changed, done, put off, taken back.
fn task(session: &Session, rng: &mut StdRng) -> Option<Edit> {
    let start = Day::of(2026, 11, 26)?;
    let mut schedule = || Schedule {
        start,
        every: *[Every::Once, Every::Days(7), Every::Workdays, Every::Months(1)]
            .choose(rng)
            .unwrap_or(&Every::Once),
    };
    let new = schedule();
    let Some(id) = any(session, DocKind::Task, rng).filter(|_| rng.random_range(0..3) > 0) else {
        return Some(Edit::AddTask(Box::new(NewTask {
            id: DocId::random(DocKind::Task, rng),
            title: name(rng),
            note: String::new(),
            team: any(session, DocKind::Party, rng)?,
            owner: None,
            critical: rng.random(),
            schedule: new,
        })));
    };
    let row = session.rows().task(id)?;
    let due = row.aside.as_ref().map(|aside| aside.to).or(row.open);
    let turn = match rng.random_range(0..6) {
        0 | 1 => TurnKind::Done { day: row.open? },
        2 | 3 => TurnKind::SetAside {
            from: due?,
            to: due?.plus_days(rng.random_range(1..9))?,
            request: any(session, DocKind::Request, rng)?,
            reason: name(rng),
        },
        4 => {
            let done = row.done.map(|done| done.turn);
            TurnKind::TakenBack { turn: done.or(row.aside.as_ref().map(|aside| aside.turn))? }
        }
        _ => {
            let field = match rng.random_range(0..4) {
                0 => TaskField::Title(name(rng)),
                1 => TaskField::Owner(Some(session.me().person)),
                2 => TaskField::Ended(rng.random()),
                _ => TaskField::Schedule(new),
            };
            return Some(Edit::ChangeTask { id, field });
        }
    };
    Some(Edit::Turn { task: id, turn })
}
